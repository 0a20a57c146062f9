/// One prompt for HR to check: what is on record, what the evidence says, and how far people are with it.
public struct ReviewCase: Sendable {
  /// What a prompt is about; raw values are the `kind` column of `findings`.
  public enum Kind: String, Sendable, CaseIterable {
    case overCredited = "over_credited"
    case underCredited = "under_credited"
    case uncreditedContributor = "uncredited_contributor"
    case nominalAuthor = "nominal_author"
    case rubberStamping = "rubber_stamping"
    case reviewRing = "review_ring"
    case inflatedEffort = "inflated_effort"
    case keyPersonRisk = "key_person_risk"

    /// Whether the prompt says that more is on record than seen, or less; nil where it is about a habit.
    public var isOver: Bool? {
      switch self {
      case .overCredited, .nominalAuthor: true
      case .underCredited, .uncreditedContributor: false
      case .rubberStamping, .reviewRing, .inflatedEffort, .keyPersonRisk: nil
      }
    }
  }

  /// How far people are with it, in the order of the queue.
  public enum Status: Int, Sendable, CaseIterable {
    case open, inReview, confirmed, cleared, notJudged

    /// The word for it in addresses.
    public var code: String { "\(self)" }

    public init?(code: String) {
      guard let found = Self.allCases.first(where: { $0.code == code }) else { return nil }
      self = found
    }
  }

  public var id: String
  public var kind: Kind
  public var person: String
  public var team: String?
  /// Title of the key result; nil where the prompt is about a habit.
  public var keyResult: String?
  public var credited: Double?
  public var contributed: Double?
  public var interval: ClosedRange<Double>?
  /// Models other than the record itself that answered, and those on the prompt's side of the credit.
  public var answering: Int
  public var agreeing: Int
  /// Published periods in a row, this one last, with a prompt or a watch of the same kind for this person.
  public var periods: Int
  /// Codes, as stored.
  public var reasons: [String]
  /// Day of the suggested step, ISO 8601.
  public var due: String?
  public var status: Status
  /// Last day on which only the person and HR see it, ISO 8601.
  public var commentUntil: String?
  public var decidedBy: String?
  /// ISO 8601.
  public var decidedAt: String?
  /// Relative file name of the case's own page.
  public var link: String?

  public init(
    id: String, kind: Kind, person: String, team: String? = nil, keyResult: String? = nil, credited: Double? = nil,
    contributed: Double? = nil, interval: ClosedRange<Double>? = nil, answering: Int = 0, agreeing: Int = 0,
    periods: Int = 1, reasons: [String] = [], due: String? = nil, status: Status = .open, commentUntil: String? = nil,
    decidedBy: String? = nil,
    decidedAt: String? = nil, link: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.person = person
    self.team = team
    self.keyResult = keyResult
    self.credited = credited
    self.contributed = contributed
    self.interval = interval
    self.answering = answering
    self.agreeing = agreeing
    self.periods = periods
    self.reasons = reasons
    self.due = due
    self.status = status
    self.commentUntil = commentUntil
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.link = link
  }
}
