import Contribution
import Glibc
import Postgres
import Testing

@testable import Store

@Suite("Numbers as they are published") struct PublishedNumbersTests {
  @Test("shares, pieces and acts sum to the last unit", arguments: 0..<200)
  func sums(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let people = Int.random(in: 1...12, using: &generator)
    var scored = ScoredKeyResult(keyResultID: "k", kind: .okr, people: (0..<people).map(Int32.init))
    var pieces = Estimate.Pieces()
    var amounts: [[Double]] = []
    for person in 0..<people {
      // Sizes over eighteen orders of magnitude: a piece far below a unit must not become negative.
      var own: [Double] = []
      for channel in Channel.allCases where Bool.random(using: &generator) || channel == .authored {
        own.append(pow(10, Double.random(in: -18...0, using: &generator)))
        pieces.person.append(Int32(person))
        pieces.channel.append(channel)
        pieces.acts.append(1)
      }
      amounts.append(own)
    }
    let total = amounts.joined().reduce(0, +)
    pieces.amount = amounts.flatMap { $0.map { $0 / total } }
    let shares = amounts.map { $0.reduce(0) { $0 + $1 / total } }
    scored.estimates = [Estimate(model: .evidence, shares: shares, pieces: pieces)]
    scored.headline = .evidence
    for (index, person) in pieces.person.enumerated() {
      scored.acts.append(
        .init(person: person, channel: pieces.channel[index], table: .tasks, source: 0, amount: pieces.amount[index]))
    }
    let units = PublishedUnits(scored)
    #expect(units.shares[0].reduce(0, +) == ShareUnits.one)
    #expect(units.shares[0].allSatisfy { $0 >= 0 })
    #expect(units.pieces.allSatisfy { $0 >= 0 } && units.acts.allSatisfy { $0 >= 0 })
    for person in 0..<people {
      let own = pieces.person.indices.filter { pieces.person[$0] == Int32(person) }
      #expect(own.reduce(0) { $0 + units.pieces[$1] } == units.shares[0][person])
      #expect(own.reduce(0) { $0 + units.acts[$1] } == units.shares[0][person])
    }
    // Of some acts only: never more than the share.
    scored.acts = scored.acts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let some = PublishedUnits(scored)
    for person in 0..<people {
      let kept = scored.acts.indices.filter { scored.acts[$0].person == Int32(person) }
      #expect(kept.reduce(0) { $0 + some.acts[$1] } <= some.shares[0][person])
    }
  }

  @Test("times and dates read as the server writes them")
  func timestamps() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      var generator = SeededGenerator(seed: 1)
      var seconds: [Int64] = [0, -1, 86_399, 86_400, -86_400, -86_401, 951_782_400, 4_107_542_399, 1_709_164_800]
      for _ in 0..<400 { seconds.append(Int64.random(in: -62_000_000_000...250_000_000_000, using: &generator)) }
      let rows = try connection.execute(
        """
        SELECT to_char(to_timestamp(s) AT TIME ZONE 'UTC', 'FMYYYY'), to_char(to_timestamp(s) AT TIME ZONE 'UTC', '-MM-DD"T"HH24:MI:SS"Z"')
        FROM unnest($1::bigint[]) WITH ORDINALITY AS x(s, n) ORDER BY n
        """, [.int64Array(seconds)])
      for (row, second) in seconds.enumerated() {
        let year = try rows.text(row, 0)
        let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
        let expected = try padded + rows.text(row, 1)
        #expect(Timestamp.text(second) == expected)
      }
    }
  }

  @Test("uuids read and write in the canonical form, and nothing else is one")
  func uuids() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      let rows = try connection.execute(
        "SELECT u, u::text FROM (SELECT gen_random_uuid() AS u FROM generate_series(1, 50)) AS x")
      for row in 0..<rows.count {
        let text = try rows.text(row, 1)
        let bits = try rows.uuid(row, 0)
        #expect(bits.text == text)
        #expect(UUIDBits(text: text) == bits)
        #expect(RunID(text: text)?.hexadecimal == text.filter { $0 != "-" })
      }
      for bad in [
        "", "123e4567-e89b-12d3-a456-42661417400", "g23e4567-e89b-12d3-a456-426614174000",
        "123e4567e89b12d3a456426614174000",
      ] {
        #expect(UUIDBits(text: bad) == nil)
      }
    }
  }

  @Test("ids of later runs sort after those of earlier ones, and carry version 7")
  func runIDs() {
    let early = RunID(milliseconds: 1_700_000_000_000, random: (.max, .max))
    let late = RunID(milliseconds: 1_700_000_000_001, random: (0, 0))
    #expect(early.text < late.text)
    for run in [early, late] {
      let text = Array(run.text)
      #expect(text[14] == "7")
      #expect("89ab".contains(text[19]))
    }
  }

  @Test("seconds of server times are floored, and infinities are no time")
  func instants() {
    #expect(Instant.seconds(microseconds: 0) == 946_684_800)
    #expect(Instant.seconds(microseconds: -1) == 946_684_799)
    #expect(Instant.seconds(microseconds: 999_999) == 946_684_800)
    #expect(Instant.seconds(microseconds: .max) == Instant.infinite)
    #expect(Instant.seconds(microseconds: .min) == Instant.infinite)
    #expect(Instant.day(0) == 10_957)
    #expect(Instant.day(.max) == nil && Instant.day(.min) == nil)
  }
}
