/// One statement of `SQL/queries`; its first line says what it is for, its parameters, row order and grain.
///
/// To add a query: write the file, add a `static let` here, and add that to `all`. A test checks that no file is
/// forgotten and that the server accepts each.
public struct Query: Sendable, Hashable {
  /// The file name without its ending, for example `server_version`.
  public let name: String

  /// The bytes of the file.
  public let bytes: [UInt8]

  /// The statement.
  public var sql: String { String(decoding: bytes, as: UTF8.self) }

  /// Every query, by name.
  public static let all: [Query] =
    registry + runs + reading + operating + trust + rights + demo + simulate + artefacts

  private static let registry: [Query] = [
    appliedMigrations, dataDictionary, hasMigrations, recordMigration, serverVersion, sourceColumns,
  ]

  /// The migrations applied so far.
  public static let appliedMigrations = Query(
    name: "applied_migrations", bytes: PackageResources.applied_migrations_sql)

  /// Every column of both schemas with its comments.
  public static let dataDictionary = Query(name: "data_dictionary", bytes: PackageResources.data_dictionary_sql)

  /// Whether the database was ever migrated.
  public static let hasMigrations = Query(name: "has_migrations", bytes: PackageResources.has_migrations_sql)

  /// Records an applied migration.
  public static let recordMigration = Query(name: "record_migration", bytes: PackageResources.record_migration_sql)

  /// The server's version as a number, such as 150018.
  public static let serverVersion = Query(name: "server_version", bytes: PackageResources.server_version_sql)

  /// Columns, types and sizes of the tables and views of a schema.
  public static let sourceColumns = Query(name: "source_columns", bytes: PackageResources.source_columns_sql)
}
