/// A finished chart: the drawing and the same numbers as a table.
public struct Chart: Sendable, Equatable {
  /// One SVG element with role, title and description.
  public let svg: String
  public let table: DataTable

  /// The numbers behind a drawing. The first cell of a row is its header.
  public struct DataTable: Sendable, Equatable {
    public let columns: [Bilingual]
    public let rows: [[Bilingual]]

    public init(columns: [Bilingual], rows: [[Bilingual]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  public init(svg: String, table: DataTable) {
    self.svg = svg
    self.table = table
  }
}
