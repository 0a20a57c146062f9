package import Contribution
internal import Postgres

/// The encoded rows of some consecutive key results, and the digest of each.
package struct ScoredBatches: Sendable {
  let batches: [ResultFamily: RowBatch]
  private let run: RunID
  private let period: PeriodRecords
  /// Digest of the published numbers of each key result, in order.
  package private(set) var digests: [SHA256Digest] = []

  package init(run: RunID, period: PeriodRecords) {
    self.run = run
    self.period = period
    batches = Dictionary(uniqueKeysWithValues: ResultFamily.wide.map { ($0, RowBatch(capacity: 1 << 16)) })
  }

  /// Adds the rows of one key result.
  ///
  /// - Returns: the published units of the headline shares, for sums over key results.
  package mutating func add(_ scored: ScoredKeyResult) throws(StoreError) -> PublishedUnits {
    let units = PublishedUnits(scored)
    let sources = period.shortSources(scored.acts)
    encodeShares(scored, units)
    encodePieces(scored, units)
    encodeRecords(scored, units, sources)
    encodeSteps(scored, units)
    digests.append(try units.digest(scored, period, sources: sources))
    return units
  }

  private func encodeShares(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    // Rows go out in the order of the key, so that building it finds them sorted.
    let order = scored.estimates.indices.sorted {
      scored.estimates[$0].model.rawValue.utf8.lexicographicallyPrecedes(scored.estimates[$1].model.rawValue.utf8)
    }
    let names = scored.estimates.map { ShortText($0.model.rawValue) }
    var opening = RowOpening(fields: 8, hasPeriod: true)
    batches[.shares]?.encode { rows in
      for person in scored.people.indices {
        for index in order {
          begin(&rows, &opening, scored, person)
          if let name = names[index] { rows.text(name) } else { rows.text(scored.estimates[index].model.rawValue) }
          rows.nano(units.shares[index][person])
          if units.low[index].isEmpty {
            rows.null()
            rows.null()
          } else {
            rows.nano(units.low[index][person])
            rows.nano(units.high[index][person])
          }
        }
      }
    }
  }

  /// Begins a row with the run, the key result and a person, which are encoded once for all rows of the person.
  private func begin(_ rows: inout BinaryRows, _ opening: inout RowOpening, _ scored: ScoredKeyResult, _ person: Int) {
    if opening.person == person {
      return rows.begin(fields: opening.fields, given: opening.ofKeyResult + 1, asIn: opening.own)
    }
    let start = rows.byteCount
    if opening.keyResult.isEmpty {
      rows.begin(fields: opening.fields)
      rows.uuid(run.bits)
      if opening.hasPeriod { rows.text(period.period) }
      rows.text(scored.keyResultID)
      opening.keyResult = start..<rows.byteCount
    } else {
      rows.begin(fields: opening.fields, given: opening.ofKeyResult, asIn: opening.keyResult)
    }
    if let id = period.shortPersonID(scored.people[person]) {
      rows.text(id)
    } else {
      unsafe period.withPersonID(scored.people[person]) { unsafe rows.bytes($0) }
    }
    opening.own = start..<rows.byteCount
    opening.person = person
  }

  private func encodePieces(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    guard let evidence = scored.estimate(.evidence) else { return }
    let pieces = evidence.pieces
    let (places, names) = (Self.places, Self.names)
    var order: [Int] = []
    var opening = RowOpening(fields: 6)
    batches[.evidencePieces]?.encode { rows in
      var at = 0
      while at < pieces.count {
        // A person has a piece a channel at the most: each is put in its place among the few before it.
        var end = at
        order.removeAll(keepingCapacity: true)
        while end < pieces.count, pieces.person[end] == pieces.person[at] {
          let place = places[pieces.channel[end].index]
          var spot = order.count
          while spot > 0, places[pieces.channel[order[spot - 1]].index] > place { spot -= 1 }
          order.insert(end, at: spot)
          end += 1
        }
        for piece in order {
          begin(&rows, &opening, scored, Int(pieces.person[piece]))
          rows.text(names[pieces.channel[piece].index])
          rows.int32(pieces.acts[piece])
          rows.nano(units.pieces[piece])
        }
        at = end
      }
    }
  }

  private func encodeRecords(_ scored: ScoredKeyResult, _ units: PublishedUnits, _ sources: [ShortText?]) {
    let names = Self.names
    var tables = WordMemory()
    var opening = RowOpening(fields: 8)
    batches[.evidenceRecords]?.encode { rows in
      var rank: Int32 = 0
      for (index, act) in scored.acts.enumerated() {
        rank = index > 0 && scored.acts[index - 1].person == act.person ? rank + 1 : 1
        begin(&rows, &opening, scored, Int(act.person))
        rows.int32(rank)
        tables.put(act.table.rawValue, &rows)
        if let source = sources[index] {
          rows.text(source)
        } else {
          unsafe period.withSourceID(act) { unsafe rows.bytes($0) }
        }
        rows.text(names[act.channel.index])
        rows.nano(units.acts[index])
      }
    }
  }

  private func encodeSteps(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    guard !scored.steps.isEmpty else { return }
    var names = WordMemory()
    var sorted = StepOrder()
    var opening = RowOpening(fields: 5)
    batches[.consensusSteps]?.encode { rows in
      var at = 0
      while at < scored.steps.count {
        var end = at + 1
        while end < scored.steps.count, scored.steps[end].person == scored.steps[at].person { end += 1 }
        for place in sorted.places(scored.steps[at..<end]) {
          begin(&rows, &opening, scored, Int(scored.steps[at + place].person))
          names.put(scored.steps[at + place].step, &rows)
          rows.nano(units.steps[at + place])
        }
        at = end
      }
    }
  }

  /// Place of each channel among all when sorted by name, which is how keys sort.
  private static let places: [Int] = {
    let sorted = Channel.allCases.sorted { $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8) }
    return Channel.allCases.map { sorted.firstIndex(of: $0) ?? 0 }
  }()

  /// Names of the channels by their index.
  private static let names: [ShortText] = Channel.allCases.map { channel in
    let name = ShortText(channel.rawValue)
    precondition(name != nil, "a channel's name has at most 15 bytes")
    return name ?? ShortText(head: 0, tail: 0)
  }
}

/// The few words that one column of many rows is made of, kept as they are encoded; they come in much the same order every time.
private struct WordMemory {
  private var words: [(text: String, short: ShortText)] = []
  private var next = 0

  /// Encodes a word as a field.
  mutating func put(_ word: String, _ rows: inout BinaryRows) {
    for step in words.indices {
      let place = next + step < words.count ? next + step : next + step - words.count
      guard words[place].text == word else { continue }
      next = place + 1 < words.count ? place + 1 : 0
      return rows.text(words[place].short)
    }
    guard let short = ShortText(word) else { return rows.text(word) }
    words.append((word, short))
    next = 0
    rows.text(short)
  }
}

/// The order of a person's steps by name, which is how keys sort: PostgreSQL builds the key of rows in order twice as fast.
private struct StepOrder {
  private var names: [String] = []
  private var order: [Int] = []

  /// Positions within one person's steps, by name; most people of a key result have the same steps, sorted once.
  mutating func places(_ steps: ArraySlice<ScoredKeyResult.ConsensusStep>) -> [Int] {
    guard !steps.elementsEqual(names, by: { $0.step == $1 }) else { return order }
    names = steps.map(\.step)
    order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    return order
  }
}

/// Where the fields stand with which rows of one key result begin: they are encoded once and copied.
private struct RowOpening {
  let fields: Int16
  /// Whether the period stands between the run and the key result.
  let hasPeriod: Bool
  /// Bytes of a row up to the key result, empty before the first row.
  var keyResult = 0..<0
  /// Bytes of a row up to the person.
  var own = 0..<0
  var person = -1

  init(fields: Int16, hasPeriod: Bool = false) {
    self.fields = fields
    self.hasPeriod = hasPeriod
  }

  /// Fields up to the key result.
  var ofKeyResult: Int { hasPeriod ? 3 : 2 }
}
