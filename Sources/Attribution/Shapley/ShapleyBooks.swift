import Contribution

/// Sums of one key result's game by person and channel, while tasks are visited.
struct ShapleyBooks {
  static let channels: [Channel] = [.authored, .review, .help]
  /// At `person * 3 + slot`, slots as in `channels`.
  private(set) var amounts: [Double]
  private(set) var counts: [Int32]
  /// Support received per author and its givers, for the gate `supportRent`.
  private var received: [Double]
  private var gifts: [(giver: Int32, author: Int32, units: Double)] = []
  private var scratch: [Double] = []
  private var buffer: [Double] = []

  init(people: Int) {
    amounts = [Double](repeating: 0, count: people * Self.channels.count)
    counts = [Int32](repeating: 0, count: people * Self.channels.count)
    received = [Double](repeating: 0, count: people)
  }

  mutating func add(_ party: TaskParty, _ game: SupportedTask) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: party.detection)
    let authored = game.divide(&scratch, scratch: &buffer) * party.effort
    addAuthors(party, authored)
    for index in party.supporters.indices { book(party.supporters[index], 1, party.effort * scratch[index]) }
  }

  /// Books full authored mass now; support is paid in `settleRents`.
  mutating func addSupport(_ party: TaskParty, reviewRate: Double) {
    addAuthors(party, party.effort)
    for (supporter, detection) in zip(party.supporters, party.detection) {
      let units = reviewRate * detection * party.effort
      for (author, part) in zip(party.authors, party.parts) where units * part > 0 {
        received[Int(author)] += units * part
        gifts.append((supporter, author, units * part))
      }
      counts[Int(supporter) * Self.channels.count + 1] += 1
    }
  }

  /// Moves each author's rent to the supporters in proportion to what they gave: see `SupportRentGame`.
  mutating func settleRents(kappa: Double, lambda: Double) {
    let width = Self.channels.count
    var rents = [Double](repeating: 0, count: received.count)
    for author in received.indices where received[author] > 0 {
      let own = amounts[author * width] + amounts[author * width + 2]
      guard own > 0 else { continue }
      let rate = SupportRentGame.rent(kappa: kappa, lambda: lambda, supportPerUnit: received[author] / own)
      rents[author] = own * rate
      amounts[author * width] *= 1 - rate
      amounts[author * width + 2] *= 1 - rate
    }
    for gift in gifts {
      let author = Int(gift.author)
      amounts[Int(gift.giver) * width + 1] += rents[author] * gift.units / received[author]
    }
  }

  private mutating func addAuthors(_ party: TaskParty, _ mass: Double) {
    for index in party.authors.indices {
      book(party.authors[index], party.isHelper[index] ? 2 : 0, mass * party.parts[index])
    }
  }

  private mutating func book(_ person: Int32, _ slot: Int, _ amount: Double) {
    guard amount > 0 else { return }
    let place = Int(person) * Self.channels.count + slot
    amounts[place] += amount
    counts[place] += 1
  }
}
