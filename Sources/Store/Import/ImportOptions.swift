/// How an import treats what is in the tables, and what files leave open.
public struct ImportOptions: Sendable, Hashable {
  /// What happens to the rows that are in a table already.
  public enum Mode: String, Sendable, CaseIterable {
    /// They are replaced, in each table for which there is a file; other tables stay as they are.
    case replace
    /// They stay, and the rows of the files are added. A row whose key and content are there already is left out.
    case append
  }

  /// What happens to the rows that are in a table already.
  public var mode: Mode

  /// The zone of times that carry no offset; nil refuses them.
  public var zone: LocalZone?

  /// Whether a last row without a line break is taken as whole. Off by default: a file that was cut off in the middle of
  /// its last field looks just like that.
  public var allowsMissingLineBreak: Bool

  public init(mode: Mode = .replace, zone: LocalZone? = nil, allowsMissingLineBreak: Bool = false) {
    self.mode = mode
    self.zone = zone
    self.allowsMissingLineBreak = allowsMissingLineBreak
  }
}
