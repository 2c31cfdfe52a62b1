// SPDX-License-Identifier: Apache-2.0

/// Columns of equal length with names: data as spreadsheets and statistics programs keep them.
public struct Table: Hashable, Sendable {
  /// The names of the columns, all different.
  public let names: [String]
  /// The columns, in the order of their names.
  public let columns: [Column]
  /// The number of rows.
  public let rowCount: Int

  /// The table of the given columns.
  ///
  /// - Throws: `TableError` when two columns have the same name, or different numbers of rows.
  public init(_ columns: [(name: String, column: Column)]) throws(TableError) {
    var seen: Set<String> = []
    for (name, column) in columns {
      guard seen.insert(name).inserted else {
        throw TableError(column: name, "another column has the same name")
      }
      guard column.count == columns[0].column.count else {
        throw TableError(
          column: name,
          "has \(column.count) rows, but \(columns[0].name.quoted) has \(columns[0].column.count)")
      }
    }
    self.init(names: columns.map(\.name), columns: columns.map(\.column))
  }

  /// The table of columns that are known to fit.
  init(names: [String], columns: [Column]) {
    self.names = names
    self.columns = columns
    rowCount = columns.first?.count ?? 0
  }

  /// The table whose columns are those of a matrix `[rows, names.count]`; a vector is one column.
  ///
  /// - Throws: `TableError` when there is not one name for each column, or two are the same; `ShapeError` when the
  ///   tensor is no matrix and no vector.
  public init<Scalar: Real>(_ tensor: Tensor<Scalar>, names: [String]) throws {
    guard (1...2).contains(tensor.rank) else {
      throw ShapeError("Table", [tensor.shape], "a table takes a matrix or a vector")
    }
    let width = tensor.rank == 2 ? tensor.shape[1] : 1
    guard width == names.count else {
      throw ShapeError("Table", [tensor.shape], "there are \(names.count) names for \(width) columns")
    }
    try self.init(
      names.enumerated().map { position, name in
        let scalars = stride(from: position, to: tensor.count, by: width).map { Double(tensor.scalars[$0]) }
        return (name, .numbers(scalars))
      })
  }

  /// The column of a name; `nil` when there is none. O(columns).
  public subscript(name: String) -> Column? { names.firstIndex(of: name).map { columns[$0] } }

  /// The rows of a range, which must be there. O(size of the result).
  public subscript(rows: Range<Int>) -> Table { Table(names: names, columns: columns.map { $0[rows] }) }

  /// The column of a name.
  ///
  /// - Throws: `TableError`, which lists the names, when there is none.
  public func column(_ name: String) throws(TableError) -> Column {
    guard let column = self[name] else {
      throw TableError(
        column: name, "is not in the table; its columns are \(names.map(\.quoted).joined(separator: ", "))")
    }
    return column
  }
}
