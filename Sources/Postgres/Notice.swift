/// A NOTICE or WARNING the server sent; kept until asked for and never printed.
public struct Notice: Sendable, Equatable {
  /// SQLSTATE of the notice, for example `00000` or `42P07`.
  public let sqlState: String?
  /// The fields of the notice. `message` may hold whatever a trigger's author put there.
  public let report: ServerReport
}
