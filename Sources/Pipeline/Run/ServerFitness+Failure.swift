internal import Postgres
internal import Reporting
internal import Store

extension ServerFitness {
  /// Why nothing can be published over such a session; nil where it can.
  var refusal: Failure? {
    if isShared {
      return Failure(
        .poolerBetween,
        Bilingual(
          "连接经过一个按事务分配会话的连接池。", "The connection goes through a pooler that hands out sessions by the transaction."),
        place: "PGHOST, PGPORT",
        why: Bilingual(
          "会话锁和快照在这样的连接上不起作用，两次运行可能同时发布。",
          "Session locks and snapshots do not hold there, so two runs could publish at once."),
        fix: Bilingual(
          "直接连接 PostgreSQL，或使用 pool_mode = session。", "Connect to PostgreSQL itself, or use pool_mode = session."))
    }
    guard isStandby else { return nil }
    return Failure(
      .standbyServer,
      Bilingual("服务器是只读的备机。", "The server is a standby, which takes no writes."), place: "PGHOST, PGPORT",
      fix: Bilingual("连接主服务器。", "Connect to the primary server."))
  }
}
