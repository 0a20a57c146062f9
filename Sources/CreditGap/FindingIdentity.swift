import Statistics

/// Names that findings keep for ever.
public enum FindingIdentity {
  /// 16 hexadecimal digits of the stable hash of kind, key result and person: the same in every run and every period.
  public static func id(kind: FindingKind, keyResultID: String?, personID: String) -> String {
    var hash = StableHash()
    hash.combine(kind.rawValue)
    hash.combine(byte: keyResultID == nil ? 0 : 1)
    hash.combine(keyResultID ?? "")
    hash.combine(personID)
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
