internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// Keeps pages from being made of a part of the rows: a sum over those that a login happens to see would be wrong.
enum Visibility {
  /// - Throws: `Failure` with code `permissionDenied` where row policies keep somebody from the login.
  static func requireEverybody(_ connection: inout Connection, place: String) throws {
    guard try Reader.readsEverybody(&connection) else { throw partial(place, connection.user) }
  }

  /// - Throws: `Failure` with code `permissionDenied` where the login is not of HR, for whom cases are.
  static func requireReviewer(_ connection: inout Connection, place: String) throws {
    guard try Reader.has("SELECT", on: "decisions", &connection) else {
      throw Failure(
        .permissionDenied, Bilingual("复核只对人力开放。", "The review queue is for HR."), place: place,
        why: Bilingual(
          "登录名 \(connection.user) 没有 fairshare_hr 角色。", "Login \(connection.user) has not the role fairshare_hr."),
        fix: Bilingual(
          "自己的结果用 `fairshare export --out 文件夹` 取得；更正用 `fairshare review appeal open`。",
          "`fairshare export --out DIR` gives your own results; `fairshare review appeal open` asks for a correction."))
    }
  }

  /// Whether everybody's shares of a key result are among those that were read.
  static func isWhole(_ row: PublishedRows.KeyResult, _ shares: [PublishedRows.Share]) -> Bool {
    guard let first = shares.first else { return row.people == 0 }
    return shares.reduce(0) { $0 + ($1.model == first.model ? $1.units : 0) } == ShareUnits.one
  }

  static func partial(_ place: String, _ login: String) -> Failure {
    Failure(
      .permissionDenied,
      Bilingual(
        "登录名 \(login) 只能看到一部分人，合计会是错的。", "Login \(login) sees only a part of the people, so sums would be wrong."),
      place: place,
      why: Bilingual("团队页、个人页和概览都要把其中每个人的份额相加。", "Team pages, own pages and the overview add up everybody's shares."),
      fix: Bilingual(
        "请分管全公司的人力来写，或只写看得全的：`--audience hr`、`--team 团队`。",
        "Let HR of the whole company write them, or ask for what you see in full: `--audience hr`, `--team ID`."))
  }
}
