/// Quotes a name for use as an SQL identifier: the one place where text becomes part of a statement.
///
/// - Parameter name: any name, also with quotes, blanks or Chinese characters.
/// - Returns: the name between double quotes, inner quotes doubled.
/// - Throws: `PostgresError`, code `invalidText`, for an empty name or one with a zero byte.
public func quotedIdentifier(_ name: String) throws(PostgresError) -> String {
  guard !name.isEmpty, !name.utf8.contains(0) else {
    throw PostgresError(.invalidText, "an identifier is empty or contains a zero byte")
  }
  var quoted = "\""
  for character in name.unicodeScalars {
    if character == "\"" { quoted += "\"" }
    quoted.unicodeScalars.append(character)
  }
  return quoted + "\""
}
