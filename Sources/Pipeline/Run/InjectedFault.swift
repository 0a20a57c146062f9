/// A fault that a test asks for with `FAIRSHARE_FAULT`: what sound input cannot bring about must be testable all the same.
///
/// A release build knows nothing of it.
enum InjectedFault {
  static func isAsked(_ fault: @autoclosure () -> String) -> Bool {
    #if DEBUG
      guard let asked = Environment.value("FAIRSHARE_FAULT") else { return false }
      return asked == fault()
    #else
      return false
    #endif
  }
}
