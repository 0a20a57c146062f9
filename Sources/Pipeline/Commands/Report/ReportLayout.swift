public import Reporting
internal import Statistics

/// Where each audience's pages stand, and who may read them: folders can be handed over one by one.
public enum ReportLayout {
  /// The first page: which folder is for whom.
  static let index = "index.html"
  static let overview = "leadership/overview.html"
  static let summary = "leadership/summary.md"
  static let teams = "teams/index.html"
  static let queue = "hr/queue.html"

  /// The sheets of a long queue: the first is the queue itself.
  static func queue(_ sheet: Int) -> String { sheet == 1 ? queue : "hr/queue-\(sheet).html" }

  /// The sheet of the queue that a path names; nil for other paths.
  static func sheet(at path: String) -> Int? {
    if path == "/" + queue { return 1 }
    guard path.hasPrefix("/hr/queue-"), path.hasSuffix(".html"),
      let number = Int(path.dropFirst("/hr/queue-".count).dropLast(".html".count)), number > 1,
      path == "/" + queue(number)
    else { return nil }
    return number
  }

  /// What is written where nobody says otherwise: everything but the own pages, which somebody has to ask for.
  public static let usual: Set<Audience> = [.leadership, .teams, .hr]

  static func folder(_ audience: Audience) -> String { audience.rawValue }

  /// Rights of an audience's folder: personal pages are for the owner alone, team pages for the owner's group too.
  static func mode(_ audience: Audience) -> UInt32 {
    switch audience {
    case .leadership: 0o755
    case .teams: 0o750
    case .people, .hr: 0o700
    }
  }

  static func team(_ id: String) -> String { "teams/" + file("team-", id) }
  static func person(_ id: String) -> String { "people/" + file("", id) }
  static func reviewCase(_ id: String) -> String { "hr/" + file("case-", id) }

  /// How a page of one folder names a file of another.
  static func beside(_ path: String) -> String { "../" + path }
  /// How a page names a file of its own folder.
  static func within(_ path: String) -> String { String(path.drop { $0 != "/" }.dropFirst()) }

  /// A file name from an id: safe letters stay, every other byte becomes `_` and two hexadecimal digits.
  ///
  /// Two ids never share a name, also where the file system does not tell upper from lower case. A name that would be
  /// too long for a file system keeps its beginning and gets a digest of the whole.
  static func file(_ prefix: String, _ id: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var name = Array(prefix.utf8)
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        name.append(byte)
      default: name += [UInt8(ascii: "_"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    if name.count > 180 {
      let digest = String(stableHash(id), radix: 16)
      name = name.prefix(150) + Array("_-\(digest)".utf8)
    }
    return String(decoding: name, as: UTF8.self) + ".html"
  }
}
