/// A way to the configuration reader for a fuzzer: bytes instead of a file.
package enum ConfigurationProbe {
  /// What is wrong with how the bytes were read; nil where they were resolved or refused as they should be.
  package static func fault(_ bytes: [UInt8]) -> String? {
    var resolved = ResolvedConfiguration(configuration: Configuration(), origins: [:], file: nil)
    do throws(Failure) {
      try ConfigurationReader { _ in nil }.take(bytes, "fuzz.toml", into: &resolved)
    } catch {
      return error.exit == .configuration ? nil : "a configuration ends with exit \(error.exit.rawValue)"
    }
    // What was accepted is within every range: setting it again is accepted too.
    for setting in Setting.all {
      var copy = resolved.configuration
      let value = setting.get(copy)
      guard value == .none || setting.set(&copy, value) else {
        return "\(setting.key) holds a value that it does not allow"
      }
    }
    return nil
  }
}
