/// The engine that computes scores: part of every fingerprint, so that a new version recomputes.
public enum Engine {
  public static let version = "0.5.0"
}
