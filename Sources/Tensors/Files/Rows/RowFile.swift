// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Rows of numbers of a CSV file in binary form, read in any order. They lie in a temporary file, which goes with the last
/// reference to it, or with the process.
package struct RowFile: Sendable {
  /// The number of rows.
  package let rowCount: Int
  /// The numbers of a row.
  package let width: Int
  private let source: ByteSource

  /// The rows of some columns of a CSV file, which is read once, block by block.
  ///
  /// - Throws: `FileError` with line and column when the file is damaged, when a column is not there or holds text, and when
  ///   there is no room for the numbers.
  /// - Complexity: O(size) time; on disk 8 bytes a number.
  package init(csv path: String, columns names: [String], format: CSVFormat = CSVFormat()) throws {
    var reader = try CSVReader(path, format: format)
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let name = "\(folder)/wengert-\(String(UInt64.random(in: 0...(.max)), radix: 16)).rows"
    let context = FileContext(name, .npy)
    var (count, numbers, mistake) = (0, [Double](), TableError?.none)
    try FileWriter.write(context) { (file) throws(FileError) in
      while let block = try reader.read(rows: Self.blockSize) {
        do throws(TableError) {
          let rows: Tensor<Double> = try block.tensor(of: names)
          numbers = rows.scalars
        } catch {
          mistake = error
          return
        }
        count += block.rowCount
        try file.append(scalars: numbers)
      }
    }
    defer { unlink(name) }
    if let mistake { throw mistake }
    rowCount = count
    width = names.count
    source = try ByteSource(context)
  }

  /// The rows of a range, which must be there, `[range.count, width]`.
  package func rows(_ range: Range<Int>) throws(FileError) -> Tensor<Double> {
    let scalars: [Double] = try source.scalars(
      ElementFormat(type: .float64), from: range.lowerBound * width * 8, count: range.count * width)
    return Tensor(unchecked: scalars, shape: [range.count, width])
  }

  private static var blockSize: Int { 4096 }
}
