import Attribution
import Contribution
import GoldenFiles
import Statistics
import Testing

private let channels = ["build", "design", "product", "ops"]

/// People of a vector in order of their letters, so that A is 0.
private func number(_ letter: JSON) -> Int { Int((letter.text?.unicodeScalars.first?.value ?? 0)) - 65 }

private func game(_ vector: GoldenVector) throws -> SupportRentGame {
  let inputs = vector.inputs
  let items = inputs["items_id_person_channel_units"].list.map {
    SupportRentGame.Item(
      person: number($0[1]), channel: channels.firstIndex(of: $0[2].text ?? "") ?? -1, units: $0[3].double)
  }
  let acts = inputs["acts_id_supporter_author_units"].list.map {
    SupportRentGame.Act(supporter: number($0[1]), author: number($0[2]), units: $0[3].double)
  }
  return try #require(
    try SupportRentGame(
      people: vector.expected["share"].keys.count, items: items, acts: acts,
      budget: channels.map { inputs["declared_channel_budget"][$0].double }, gamma: inputs["gamma"].double,
      kappa: inputs["kappa"].double, lambda: inputs["lambda"].double))
}

/// Values of an object by letter; people that it leaves out hold 0.
private func byPerson(_ object: JSON, people: Int) -> [Double] {
  (0..<people).map { object[String(UnicodeScalar(UInt8(65 + $0)))].number ?? 0 }
}

private func checkGame(_ vector: GoldenVector) throws {
  let game = try game(vector)
  let people = game.shares.count
  vector.expect(game.shares, byPerson(vector.expected["share"], people: people), "share")
  #expect((compensatedSum(game.shares) - 1).magnitude < 1e-12)
  if !vector.expected["support_rent"].isNull {
    vector.expect(game.rents, byPerson(vector.expected["support_rent"], people: people), "rent")
  }
  if !vector.expected["authored_mass"].isNull {
    vector.expect(game.masses, byPerson(vector.expected["authored_mass"], people: people), "mass")
  }
  let weights = vector.expected["channel_weight"]
  if !weights.isNull {
    vector.expect(game.channelWeights, channels.map { weights[$0].number ?? 0 }, "channel weight")
  }
  let pieces = vector.expected["piece"]
  if !pieces.isNull {
    let ids = ["items_id_person_channel_units", "acts_id_supporter_author_units"].flatMap {
      vector.inputs[$0].list.map { $0[0].text ?? "" }
    }
    vector.expect(game.itemPieces + game.actPieces, ids.map { pieces[$0].number ?? 0 }, "piece")
  }
}

@Test("every vector of the default model is reproduced")
func defaultModelGolden() throws {
  try GoldenFile("default_model.json").check([
    "kr_game_basic": checkGame, "kr_game_split_task": checkGame, "kr_game_review_ring": checkGame,
    "kr_game_random_0": checkGame, "kr_game_random_1": checkGame,
    "kr_game_one_level_shapley": { vector in
      let game = try game(vector)
      vector.expect(game.oneLevelShares, byPerson(vector.expected["share"], people: game.shares.count), "share")
    },
    "support_rent_curve": { vector in
      let x = vector.inputs["x"].numbers
      let kappa = vector.inputs["kappa"].double
      let lambda = vector.inputs["lambda"].double
      vector.expect(x.map { SupportRentGame.rent(kappa: kappa, lambda: lambda, supportPerUnit: $0) }, "rent")
      vector.expect(x.map(SupportRentGame.timeProportional), "time_proportional")
    },
    "person_credit_with_learning_floor": { vector in
      let keyResults = vector.inputs["krs"].list
      let floor = vector.inputs["floor"].double
      let pots = keyResults.map {
        Pot.value(
          weight: $0["value"].double, attainment: $0["score"].double, kind: .exploration,
          learning: $0["learning"].double, floor: floor)
      }
      vector.expect(pots, "pot")
      let shares = keyResults.map { keyResult in
        keyResult["share"].keys.map { (person: number(JSON(.text($0))), share: keyResult["share"][$0].double) }
      }
      let credit = Pot.credit(pots: pots, shares: shares, people: 3)
      vector.expect(credit, byPerson(vector.expected["credit"], people: 3), "credit")
      let closed = try #require(Composition.closed(credit))
      vector.expect(closed, byPerson(vector.expected["share"], people: 3), "share")
    },
    "kr_versions_decay_none": { vector in
      let items = vector.inputs["items_id_person_channel_units_age"].list.map {
        VersionPool.Item(
          version: ($0[0].text ?? "").hasPrefix("v1") ? 0 : 1, person: number($0[1]), units: $0[3].double)
      }
      let pool = try #require(try VersionPool(versions: 2, people: 3, items: items))
      vector.expect(pool.shares, byPerson(vector.expected["share"], people: 3), "share")
      vector.expect(
        pool.versionWeights, ["v1", "v2"].map { vector.expected["version_weight"][$0].double }, "version weight")
    },
  ])
}
