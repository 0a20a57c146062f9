internal import Postgres
internal import Reporting
internal import Store

extension DoctorVerb {
  /// Roles, rights and row policies against what is written down, and the server's access rules where they can be read.
  func security(_ connection: inout Connection) throws(PostgresError) -> [Check] {
    var checks: [Check] = []
    // A reader's role knows nothing about the rights of others.
    guard try Rights.mayBeChecked(&connection) else { return [] }
    let violations = try Rights.violations(&connection)
    let isUnprepared = violations.contains { $0.code == "role_missing" || $0.code == "owner_differs" }
    if violations.isEmpty {
      checks.append(
        Check(
          name: "security", level: .ok,
          finding: Bilingual("角色、权限与行级策略符合设计", "roles, rights and row policies are as designed")))
    } else if isUnprepared {
      checks.append(
        Check(
          name: "security", level: .warn,
          finding: Bilingual("角色还没有建好，只有所有者能读写", "the roles are not set up: only the owner reads and writes"),
          mend: Bilingual(
            "请 DBA 运行 `fairshare migrate --roles-sql` 打印的脚本，再运行 `fairshare migrate`。",
            "Ask a DBA to run what `fairshare migrate --roles-sql` prints, then run `fairshare migrate`.")))
    } else {
      for violation in violations.prefix(20) {
        checks.append(
          Check(
            name: "security", level: .fail, finding: Bilingual(same: "\(violation.code): \(violation.subject)"),
            mend: Bilingual(
              "再运行一次 `fairshare migrate` 会收回多余的权限；docs/security.md 说明每种代码。",
              "Run `fairshare migrate` again: it takes back what was given; docs/security.md explains each code."),
            exit: .noPermission))
      }
    }
    guard try Rights.mayCheckServer(&connection) else { return checks }
    for violation in try Rights.serverViolations(&connection).prefix(20) {
      checks.append(
        Check(
          name: "access", level: .warn, finding: Bilingual(same: "\(violation.code): \(violation.subject)"),
          mend: Bilingual(
            "改用 scram-sha-256，对其他机器用 hostssl。", "Use scram-sha-256, and hostssl for other machines.")))
    }
    return checks
  }
}
