// SPDX-License-Identifier: Apache-2.0

/// A dense array of numbers with a shape, stored row by row (the last axis is contiguous).
///
/// A value: copies share storage until one of them is changed. Shapes broadcast as in NumPy.
/// Operators and subscripts stop with a message when shapes or indices do not fit, as `Array` does; named
/// operations throw `ShapeError`.
public struct Tensor<Scalar: Real>: Hashable, Sendable {
  /// The extents along the axes.
  public let shape: Shape

  /// The elements in row-major order; `shape.elementCount` of them.
  public internal(set) var scalars: [Scalar]

  /// The tensor of the given shape and row-major elements.
  ///
  /// - Throws: `ShapeError` when the number of scalars is not the shape's number of elements.
  public init(shape: Shape, scalars: [Scalar]) throws(ShapeError) {
    guard scalars.count == shape.elementCount else {
      throw ShapeError(
        "Tensor", [shape],
        "the shape has \(shape.elementCount) elements, but \(scalars.count) scalars are given")
    }
    self.init(unchecked: scalars, shape: shape)
  }

  /// The tensor of elements known to fit the shape.
  @usableFromInline
  package init(unchecked scalars: [Scalar], shape: Shape) {
    assert(scalars.count == shape.elementCount)
    self.shape = shape
    self.scalars = scalars
  }

  /// A single number, of shape `[]`.
  public init(_ scalar: Scalar) { self.init(unchecked: [scalar], shape: .scalar) }

  /// A vector of the given elements.
  public init(_ scalars: [Scalar]) { self.init(unchecked: scalars, shape: [scalars.count]) }

  /// A vector of the given elements, copied.
  package init(copying elements: Span<Scalar>) {
    var copy: [Scalar] = []
    copy.reserveCapacity(elements.count)
    for i in elements.indices { copy.append(elements[i]) }
    self.init(copy)
  }

  /// A tensor with every element equal to `scalar`.
  public init(repeating scalar: Scalar, shape: Shape) {
    self.init(unchecked: Array(repeating: scalar, count: shape.elementCount), shape: shape)
  }

  /// A tensor with every element 0.
  public static func zeros(_ shape: Shape) -> Tensor { Tensor(repeating: 0, shape: shape) }

  /// A tensor with every element 1.
  public static func ones(_ shape: Shape) -> Tensor { Tensor(repeating: 1, shape: shape) }

  /// The `n` by `n` identity matrix.
  public static func identity(_ n: Int) -> Tensor {
    var identity = zeros([n, n])
    for i in 0..<n { identity.scalars[i * n + i] = 1 }
    return identity
  }

  /// The elements converted to another scalar type, each rounded to nearest.
  @_disfavoredOverload
  @specialized(where Scalar == Float, Other == Double)
  @specialized(where Scalar == Double, Other == Float)
  @specialized(where Scalar == Double, Other == Double)
  public init<Other: Real>(_ other: Tensor<Other>) {
    self.init(unchecked: other.scalars.map { Scalar($0) }, shape: other.shape)
  }

  /// The number of axes.
  public var rank: Int { shape.rank }

  /// The number of elements. O(rank).
  public var count: Int { scalars.count }

  /// Whether every element is finite. O(count).
  @inlinable public var isFinite: Bool { scalars.allSatisfy { $0.isFinite } }

  /// Lets `body` change the elements in place, in row-major order.
  @inlinable
  public mutating func withMutableScalars<Result>(_ body: (inout MutableSpan<Scalar>) throws -> Result)
    rethrows
    -> Result
  {
    var span = scalars.mutableSpan
    return try body(&span)
  }

  /// Applies `transform` to each element. O(count).
  @inlinable
  public func map(_ transform: (Scalar) throws -> Scalar) rethrows -> Tensor {
    Tensor(unchecked: try scalars.map(transform), shape: shape)
  }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// A single number, of shape `[]`.
  public init(floatLiteral value: Double) { self.init(Scalar(value)) }

  /// A single number, of shape `[]`.
  public init(integerLiteral value: Int) { self.init(Scalar(value)) }

  /// The tensors of equal shape, stacked along a new first axis: `[[1, 2], [3, 4]]` is 2 by 2.
  ///
  /// Stops when the elements' shapes differ.
  public init(arrayLiteral rows: Tensor...) {
    let inner = rows.first?.shape ?? .scalar
    for row in rows where row.shape != inner {
      fatalError("Tensor literal: rows of shapes \(inner) and \(row.shape) differ")
    }
    self.init(unchecked: rows.flatMap(\.scalars), shape: Shape([rows.count] + inner.extents))
  }
}

extension Tensor {
  /// The single element of a tensor that has just one, of any rank.
  ///
  /// - Throws: `ShapeError` when there is not exactly one element.
  public func scalar() throws(ShapeError) -> Scalar {
    guard scalars.count == 1 else {
      throw ShapeError("scalar", [shape], "the tensor has \(scalars.count) elements, not one")
    }
    return scalars[0]
  }

  /// The same elements in row-major order under another shape.
  ///
  /// - Throws: `ShapeError` when the number of elements differs.
  public func reshaped(to shape: Shape) throws(ShapeError) -> Tensor {
    guard shape.elementCount == count else {
      throw ShapeError(
        "reshaped", [self.shape, shape], "\(count) elements do not fill a shape of \(shape.elementCount)")
    }
    return Tensor(unchecked: scalars, shape: shape)
  }
}
