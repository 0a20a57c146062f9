// swift-tools-version: 6.2
import PackageDescription

// Written once, used by every Swift target: `.swiftLanguageMode(.v6)` comes with the tools version.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// libm, for targets that stand on the standard library alone.
let math: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let flyingFox: [Target.Dependency] = ["FlyingFox", "FlyingSocks"].map { .product(name: $0, package: "FlyingFox") }
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
  name: "fairshare",
  products: [
    .executable(name: "fairshare", targets: ["fairshare"]),
    .library(name: "FairshareModels", targets: ["Statistics", "Contribution", "Attribution", "CreditGap"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // System libraries.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibXLSX", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

    // The pure core: no clock, no file, no environment, no global.
    .target(name: "Statistics", swiftSettings: settings, linkerSettings: math),
    .target(name: "Contribution", swiftSettings: settings, linkerSettings: math),
    .target(
      name: "Attribution", dependencies: ["Contribution", "Statistics"], swiftSettings: settings,
      linkerSettings: math),
    .target(
      name: "CreditGap", dependencies: ["Attribution", "Contribution", "Statistics"], swiftSettings: settings,
      linkerSettings: math),
    .target(
      name: "Simulation", dependencies: ["Contribution", "Statistics"], swiftSettings: settings,
      linkerSettings: math),
    .target(
      name: "Reporting", dependencies: ["Contribution", mustache], resources: [.embedInCode("Templates")],
      swiftSettings: settings),

    // PostgreSQL and what is stored in it.
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: settings),
    .target(
      name: "FairshareSQL", path: "SQL", resources: [.embedInCode("migrations"), .embedInCode("queries")],
      swiftSettings: settings),
    .target(
      name: "Store",
      dependencies: [
        "Postgres", "FairshareSQL", "CLibCrypto", "Contribution", "Statistics", "Attribution", "CreditGap",
      ],
      swiftSettings: settings),
    .target(name: "LocalServer", dependencies: ["Postgres"], swiftSettings: settings),

    // Files for spreadsheets.
    .target(name: "Spreadsheet", dependencies: ["CLibXLSX"], swiftSettings: settings),

    // Pages over HTTP, for one machine.
    .target(name: "WebServer", dependencies: flyingFox, swiftSettings: settings),

    // The nightly run and its command line.
    .target(
      name: "Pipeline",
      dependencies: [
        "Store", "Postgres", "LocalServer", "Contribution", "Statistics", "Attribution", "CreditGap",
        "Reporting", "Simulation", "Spreadsheet", "WebServer", "FairshareSQL", logging, toml,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "fairshare", dependencies: ["Pipeline", "Reporting", argumentParser], swiftSettings: settings),

    // Made-up bytes for everything that reads bytes; the program is called by Scripts/fuzz.
    .target(name: "Fuzzing", dependencies: ["Pipeline", "Store", "Postgres"], swiftSettings: settings),
    .executableTarget(name: "fairshare-fuzz", dependencies: ["Fuzzing"], swiftSettings: settings),

    // Unit tests: no server; these also run under the thread and address sanitizers.
    .target(name: "GoldenFiles", path: "Tests/GoldenFiles", swiftSettings: settings),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "GoldenFiles"], swiftSettings: settings),
    .testTarget(name: "ContributionTests", dependencies: ["Contribution"], swiftSettings: settings),
    .testTarget(
      name: "AttributionTests", dependencies: ["Attribution", "Contribution", "Statistics", "GoldenFiles"],
      swiftSettings: settings),
    .testTarget(
      name: "CreditGapTests", dependencies: ["CreditGap", "Attribution", "Contribution", "Statistics"],
      swiftSettings: settings),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation", "Contribution", "Statistics"], swiftSettings: settings),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Contribution"], swiftSettings: settings),
    .target(name: "WorkbookReader", path: "Tests/WorkbookReader", swiftSettings: settings),
    .testTarget(
      name: "SpreadsheetTests", dependencies: ["Spreadsheet", "WorkbookReader"], swiftSettings: settings),

    // Integration tests: each starts a private PostgreSQL of its own.
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "LocalServer"], swiftSettings: settings),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Postgres", "LocalServer", "FairshareSQL", "Contribution", "Attribution", "Statistics",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Fuzzing", "Simulation", "Pipeline", "Store", "Postgres", "LocalServer", "Contribution", "Attribution",
        "Reporting", "WorkbookReader", "WebServer",
      ],
      swiftSettings: settings),
  ]
)

// The sanitizers look at the core and at the libpq layer; what the tests of these do not need is not built for them (Scripts/test).
if Context.environment["FAIRSHARE_SANITIZED"] != nil {
  let kept: Set = [
    "CLibPQ", "Statistics", "Contribution", "Attribution", "CreditGap", "Simulation", "Reporting", "Postgres",
    "LocalServer", "GoldenFiles", "StatisticsTests", "ContributionTests", "AttributionTests", "CreditGapTests",
    "SimulationTests", "ReportingTests", "PostgresTests",
  ]
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll { $0.name == "fairshare" }
}
