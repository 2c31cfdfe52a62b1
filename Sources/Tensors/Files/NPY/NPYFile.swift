// SPDX-License-Identifier: Apache-2.0

/// An NPY file, NumPy's format for one array, opened: its numbers are read on demand, all or some rows of them, so
/// that they may be more than fit into memory.
///
/// Versions 1.0 to 3.0 of the format are read (NEP 1 and `numpy.lib.format`), numbers of every real type and `bool`
/// in either byte order, arrays in C and in Fortran order. Python objects, text, dates, complex numbers and
/// structured types are refused.
public struct NPYFile: Sendable {
  /// The shape of the whole array.
  public let shape: Shape
  /// The type of its numbers in the file.
  public var elementType: ElementType { header.format.type }

  private let source: ByteSource
  private let header: NPYHeader

  /// Opens the file at `path` and reads its header.
  ///
  /// - Throws: `FileError` when it cannot be opened, is no NPY file of numbers, or is longer or shorter than its header
  ///   says.
  public init(_ path: String) throws(FileError) { try self.init(ByteSource(FileContext(path, .npy))) }

  /// The NPY file that `source` holds.
  init(_ source: ByteSource) throws(FileError) {
    header = try NPYHeader(source)
    shape = Shape(header.extents)
    self.source = source
  }

  /// The whole array. Numbers of another type than `Scalar` are rounded to nearest; `true` is 1.
  ///
  /// - Throws: `FileError` when the file cannot be read.
  /// - Complexity: O(count) time; memory for the result, twice that for Fortran order.
  public func tensor<Scalar: Real>(of type: Scalar.Type = Scalar.self) throws(FileError) -> Tensor<Scalar> {
    guard shape.rank > 0 else { return try Tensor(unchecked: scalars(from: 0, count: 1), shape: shape) }
    return try rows(0..<shape[0])
  }

  /// The rows of a range, which are what the first index counts: of shape `[range.count]` followed by the other
  /// extents. Numbers of another type than `Scalar` are rounded to nearest; `true` is 1.
  ///
  /// - Throws: `FileError` when there are no such rows, or the file cannot be read.
  /// - Complexity: O(size of the rows) time and memory.
  public func rows<Scalar: Real>(
    _ range: Range<Int>, of type: Scalar.Type = Scalar.self
  ) throws(FileError) -> Tensor<Scalar> {
    guard shape.rank > 0, range.lowerBound >= 0, range.upperBound <= shape[0] else {
      throw source.context.error("there are no rows \(range) in an array of shape \(shape)")
    }
    let others = Array(shape.extents.dropFirst())
    let width = Shape(others).elementCount
    guard header.isFortranOrder else {
      let scalars: [Scalar] = try scalars(from: range.lowerBound * width, count: range.count * width)
      return Tensor(unchecked: scalars, shape: Shape([range.count] + others))
    }
    var columns: [Scalar] = []
    if range.count == shape[0] {
      columns = try scalars(from: 0, count: range.count * width)
    } else {
      columns.reserveCapacity(range.count * width)
      for column in 0..<width {
        columns += try scalars(from: column * shape[0] + range.lowerBound, count: range.count)
      }
    }
    return Tensor(unchecked: columns, shape: Shape(others.reversed() + [range.count])).transposed()
  }

  private func scalars<Scalar: Real>(from start: Int, count: Int) throws(FileError) -> [Scalar] {
    let offset = header.byteCount + start * elementType.byteCount
    return try source.scalars(header.format, from: offset, count: count)
  }
}
