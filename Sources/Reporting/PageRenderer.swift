import Mustache

/// Renders pages: values in, one self-contained HTML text out, holding both languages.
///
/// The templates are part of the program and parsed once; make one renderer for many pages. Same page, same bytes.
/// Everything that comes from data is escaped: by `Markup` in words and charts, by the template engine elsewhere.
public struct PageRenderer: Sendable {
  /// Language shown first; the reader can switch.
  public let language: Language
  /// Whether pages come from a server of ours, which takes forms; pages in files take none.
  public let isLive: Bool
  private let library: MustacheLibrary

  /// - Throws: `MustacheTemplate.ParserError` when a built-in template does not parse (a fault of the program).
  public init(language: Language = .chinese, isLive: Bool = false) throws {
    self.language = language
    self.isLive = isLive
    var library = MustacheLibrary()
    for (name, bytes) in Self.templates {
      try library.register(String(decoding: bytes, as: UTF8.self), named: name)
    }
    self.library = library
  }

  /// What the page says goes before what its frame says.
  public func render(_ page: some Page) -> String {
    let layout = page.layout
    let frame = FrameView.values(
      title: layout.title, run: page.run, smallestGroup: page.smallestGroup, language: language)
    var values = frame.merging(layout.values) { _, own in own }
    values["style"] = Self.style
    values["script"] = Self.script
    values["scriptDigest"] = Self.scriptDigest
    values["isLive"] = isLive
    values["formAction"] = isLive ? "'self'" : "'none'"
    // A form that is sent must say where it comes from.
    values["referrer"] = isLive ? "same-origin" : "no-referrer"
    return library.render(values, withTemplate: layout.template) ?? ""
  }

  /// A page that only says something, such as that there is no page of a name.
  ///
  /// - Parameter hasWayBack: whether the first page can be opened from it.
  public func message(_ text: Bilingual, details: [Bilingual] = [], hasWayBack: Bool = true) -> String {
    let values: [String: Any] = [
      "htmlLanguage": language.rawValue, "dataLanguage": language == .chinese ? "zh" : "en", "style": Self.style,
      "text": View.words(VisibleText.clean(text)), "details": details.map { View.words(VisibleText.clean($0)) },
      "back": hasWayBack ? [View.words(LiveWord.back.text)] : [],
    ]
    return library.render(values, withTemplate: "message") ?? ""
  }

  static let style = String(decoding: PackageResources.style_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.script_js, as: UTF8.self)
  /// SHA-256 of the script, so that no other script can run even where escaping failed; a test recomputes it.
  public static let scriptDigest = "sha256-94nplHjNxqQQ7o0+JgEONb3hB+5S0ykcC7jSKW7nqOk="

  static let templates: [(name: String, bytes: [UInt8])] = [
    ("appeals", PackageResources.appeals_mustache),
    ("case", PackageResources.case_mustache),
    ("chart", PackageResources.chart_mustache),
    ("foot", PackageResources.foot_mustache),
    ("head", PackageResources.head_mustache),
    ("index", PackageResources.index_mustache),
    ("live", PackageResources.live_mustache),
    ("message", PackageResources.message_mustache),
    ("overview", PackageResources.overview_mustache),
    ("own", PackageResources.own_mustache),
    ("queue", PackageResources.queue_mustache),
    ("rich", PackageResources.rich_mustache),
    ("site", PackageResources.site_mustache),
    ("team", PackageResources.team_mustache),
    ("teams", PackageResources.teams_mustache),
    ("words", PackageResources.words_mustache),
  ]
}
