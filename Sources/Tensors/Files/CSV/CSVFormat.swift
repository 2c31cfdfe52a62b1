// SPDX-License-Identifier: Apache-2.0

/// What a file of comma-separated values does not tell about itself.
public struct CSVFormat: Hashable, Sendable {
  /// What separates cells: any ASCII character that is not part of a number, a quote or a line break.
  public var delimiter: Character
  /// Whether the first row holds the columns' names. Without, the names are "1", "2" and so on.
  public var hasHeader: Bool
  /// What stands for a missing value, beside a cell that is empty. A cell in quotes is never missing from a column of
  /// text.
  public var missing: Set<String>
  /// What columns hold, by name. The others hold numbers when all of the first 1000 rows do (of the first row and of
  /// those within the first megabyte, when rows are long).
  public var kinds: [String: Column.Kind]

  /// The format of most files, but for what is given.
  public init(
    delimiter: Character = ",", hasHeader: Bool = true, missing: Set<String> = ["NA", "N/A", "null", "NULL"],
    kinds: [String: Column.Kind] = [:]
  ) {
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.missing = missing
    self.kinds = kinds
  }

  /// The byte that separates cells.
  func delimiterByte(_ context: FileContext) throws(FileError) -> UInt8 {
    guard let byte = delimiter.asciiValue, !delimiter.isLetter, !delimiter.isNumber,
      !"\"+-.\r\n\0".utf8.contains(byte)
    else {
      throw context.error(
        "\(String(delimiter).quoted) cannot separate cells", fix: "use ',', ';', '|' or a tab")
    }
    return byte
  }
}
