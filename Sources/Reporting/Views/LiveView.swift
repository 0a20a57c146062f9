/// Lays out the form and the audit trail of a live case.
enum LiveView {
  static func values(_ live: LiveCase) -> View.Values {
    [
      "title": View.words(LiveWord.decideTitle.text), "sub": View.words(LiveWord.decideSub.text),
      "action": View.link(live.action) ?? "", "token": live.token,
      "choices": [("confirmed", LiveWord.confirm), ("cleared", .clear), ("not_judged", .leave)].map {
        ["value": $0.0, "words": View.words($0.1.text), "isChosen": live.refused?.decision == $0.0] as View.Values
      },
      "reasonLabel": View.words(LiveWord.reasonLabel.text),
      "choiceTitle": View.words(ReviewWord.decision.text),
      // Back into the field as it was typed; the template escapes it.
      "reason": live.refused?.reason ?? "",
      "refused": live.refused.map { [View.words(LiveWord.refused.filled(["why": $0.why]))] } ?? [],
      "send": View.words(LiveWord.send.text),
      "inName": View.words(LiveWord.inName.filled(["login": VisibleText.clean(live.login)])),
      "auditTitle": View.words(LiveWord.auditTitle.text), "auditSub": View.words(LiveWord.auditSub.text),
      "auditNote": note(live.events).map { [View.words($0.text)] } ?? [],
      "audit": (live.events ?? []).isEmpty
        ? []
        : [
          [
            "columns": [LiveWord.auditAt, .auditBy, .auditAction, .auditDetail].map { View.words($0.text) },
            "rows": (live.events ?? []).map { event -> View.Values in
              [
                "at": VisibleText.clean(String(event.at.prefix(19)).replacing("T", with: " ")),
                "by": VisibleText.clean(event.actor), "action": VisibleText.clean(event.action),
                "detail": VisibleText.clean(event.detail),
              ]
            },
          ] as View.Values
        ],
    ]
  }

  private static func note(_ events: [LiveCase.Event]?) -> LiveWord? {
    guard let events else { return .auditClosed }
    return events.isEmpty ? .auditNone : nil
  }
}
