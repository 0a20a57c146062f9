/// One numbered step of the database schema: the text of a file in `SQL/migrations`.
///
/// A file is never edited after a release; its checksum is stored with it.
public struct Migration: Sendable, Hashable {
  /// The number at the start of the file name, counted from 1 without gaps.
  public let number: Int

  /// The file name, for example `0001_registry.sql`.
  public let name: String

  /// The bytes of the file, over which the checksum is taken.
  public let bytes: [UInt8]

  /// Makes a migration; `Migration.all` lists those of this program, tests make their own.
  public init(number: Int, name: String, bytes: [UInt8]) {
    self.number = number
    self.name = name
    self.bytes = bytes
  }

  /// The statements of the file.
  public var sql: String { String(decoding: bytes, as: UTF8.self) }

  /// Every migration of this program, in the order in which they are applied.
  public static let all: [Migration] = [
    Migration(number: 1, name: "0001_registry.sql", bytes: PackageResources._001_registry_sql),
    Migration(number: 2, name: "0002_collab_goals.sql", bytes: PackageResources._002_collab_goals_sql),
    Migration(number: 3, name: "0003_collab_acts.sql", bytes: PackageResources._003_collab_acts_sql),
    Migration(number: 4, name: "0004_results.sql", bytes: PackageResources._004_results_sql),
    Migration(number: 5, name: "0005_decisions.sql", bytes: PackageResources._005_decisions_sql),
    Migration(number: 6, name: "0006_views.sql", bytes: PackageResources._006_views_sql),
    Migration(number: 7, name: "0007_audit.sql", bytes: PackageResources._007_audit_sql),
    Migration(number: 8, name: "0008_plan_and_purge.sql", bytes: PackageResources._008_plan_and_purge_sql),
    Migration(number: 9, name: "0009_rights.sql", bytes: PackageResources._009_rights_sql),
    Migration(number: 10, name: "0010_identity.sql", bytes: PackageResources._010_identity_sql),
    Migration(number: 11, name: "0011_staging.sql", bytes: PackageResources._011_staging_sql),
    Migration(number: 12, name: "0012_data_views.sql", bytes: PackageResources._012_data_views_sql),
    Migration(number: 13, name: "0013_roles.sql", bytes: PackageResources._013_roles_sql),
    Migration(number: 14, name: "0014_gates.sql", bytes: PackageResources._014_gates_sql),
    Migration(number: 15, name: "0015_reader_rights.sql", bytes: PackageResources._015_reader_rights_sql),
    Migration(number: 16, name: "0016_outcome_panel.sql", bytes: PackageResources._016_outcome_panel_sql),
    Migration(number: 17, name: "0017_own_names.sql", bytes: PackageResources._017_own_names_sql),
    Migration(number: 18, name: "0018_back_test.sql", bytes: PackageResources._018_back_test_sql),
    Migration(number: 19, name: "0019_unjudged.sql", bytes: PackageResources._019_unjudged_sql),
  ]
}
