// SPDX-License-Identifier: Apache-2.0

/// A primitive made ready to be recorded. Calling it with variables records it and returns the result.
///
/// ```swift
/// struct Cube: UnaryElementwise { ... }
/// let cube = Operation(shared: Cube())
/// let y = cube(x)
/// ```
public final class Operation: Sendable {
  /// What it does.
  public let primitive: any Primitive
  /// Whether it lives as long as the process, so that tapes need not keep it alive.
  let isShared: Bool
  /// The primitive when it is elementwise.
  let elementwise: (any ElementwisePrimitive)?
  /// What simplification knows it as.
  let kind: OperationKind
  /// What it computes of each element, when it is elementwise.
  let elementwiseFunction: ElementwiseFunction

  /// What is known of an operation's elements before its operands are.
  enum ElementwiseFunction: Sendable {
    /// It is not elementwise.
    case none
    /// A function of the table of kernels.
    case table(StepFunction)
    /// Loops in Swift, found through the primitive.
    case loops

    init(_ kernel: ElementwiseKernel?) {
      self =
        switch kernel?.body {
        case nil: .none
        case .table(let function): .table(function)
        case .loops: .loops
        }
    }
  }

  /// Whether it is elementwise; to ask this of `elementwise` would copy it.
  @inline(__always)
  var isElementwise: Bool {
    if case .none = elementwiseFunction { false } else { true }
  }

  /// An operation that is kept alive by the recordings that contain it: for a primitive with attributes.
  public init(_ primitive: some Primitive) {
    self.primitive = primitive
    kind = OperationKind(primitive)
    isShared = false
    elementwise = primitive.elementwise
    elementwiseFunction = ElementwiseFunction(elementwise?.kernel)
  }

  /// An operation that is never released: for a primitive without attributes, to be kept in a `static let`.
  public init(shared primitive: some Primitive) {
    self.primitive = primitive
    kind = OperationKind(primitive)
    isShared = true
    elementwise = primitive.elementwise
    elementwiseFunction = ElementwiseFunction(elementwise?.kernel)
    _ = Unmanaged.passRetained(self)
  }
}
