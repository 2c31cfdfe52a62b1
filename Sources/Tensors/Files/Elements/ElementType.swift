// SPDX-License-Identifier: Apache-2.0

/// The type of the numbers in a file.
public enum ElementType: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// One byte, 0 or 1.
  case bool
  /// Integers with a sign.
  case int8, int16, int32, int64
  /// Integers without a sign.
  case uint8, uint16, uint32, uint64
  /// The floating-point types of IEEE 754 with 16, 32 and 64 bits.
  case float16, float32, float64
  /// The upper half of a `float32`.
  case bfloat16

  /// The name, NumPy's where it has the type.
  public var description: String { rawValue }

  /// The size of an element in bytes.
  public var byteCount: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// The type of a tensor's scalars.
  init<Scalar: Real>(of scalar: Scalar.Type) {
    self = Scalar.significandBitCount == Double.significandBitCount ? .float64 : .float32
  }

  /// The number of elements of a shape and the bytes that they take, when all the numbers that have to do with them
  /// are representable: extents of 0 count as 1 there, so that the strides are, too.
  func size(extents: [Int]) -> (elements: Int, bytes: Int)? {
    var bytes = byteCount
    for extent in extents {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: max(extent, 1))
      guard extent >= 0, !overflow else { return nil }
      bytes = product
    }
    return extents.contains(0) ? (0, 0) : (bytes / byteCount, bytes)
  }
}
