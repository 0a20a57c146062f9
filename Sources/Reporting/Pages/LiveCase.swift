/// What the page of a case holds where it can be decided on: the form, and the audit trail.
public struct LiveCase: Sendable {
  /// Where the form is sent, a relative file name.
  public var action: String
  /// Random; comes back with the form.
  public var token: String
  /// In whose name the decision will stand.
  public var login: String
  /// What was sent and refused: shown again with why.
  public var refused: Refusal?
  /// Newest last; nil where the login may not read it.
  public var events: [Event]?

  public init(action: String, token: String, login: String, refused: Refusal? = nil, events: [Event]?) {
    self.action = action
    self.token = token
    self.login = login
    self.refused = refused
    self.events = events
  }

  public struct Refusal: Sendable {
    public var why: Bilingual
    public var decision: String
    public var reason: String

    public init(why: Bilingual, decision: String, reason: String) {
      self.why = why
      self.decision = decision
      self.reason = reason
    }
  }

  /// One line of the audit trail.
  public struct Event: Sendable {
    /// ISO 8601.
    public var at: String
    public var actor: String
    public var action: String
    public var detail: String

    public init(at: String, actor: String, action: String, detail: String) {
      self.at = at
      self.actor = actor
      self.action = action
      self.detail = detail
    }
  }
}
