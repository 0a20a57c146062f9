import Foundation

/// Finds files of the package and of the shared folder beside it, from the place of this source file.
enum PackageRoot {
  /// The folder that holds `Package.swift`.
  static var url: URL {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path() != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path()) { return folder }
      folder.deleteLastPathComponent()
    }
    return folder
  }

  /// A file or folder of the package.
  static func file(_ path: String) -> URL { url.appending(path: path) }

  /// A file or folder of the shared folder beside the package.
  static func shared(_ path: String) -> URL {
    url.deletingLastPathComponent().appending(path: "shared").appending(path: path)
  }
}
