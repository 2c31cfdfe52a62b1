// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A function of elements, looked up for a scalar type and the processor. Trivial.
struct RunnableFunction {
  enum Kind: UInt8 {
    case unary, binary, ternary, reduction
    case unaryLoop, binaryLoop, ternaryLoop
  }

  let kind: Kind
  /// The loop in Swift, for the last three kinds.
  let loop: Int32
  /// The kernel, for the others.
  let kernel: UnsafeRawPointer?

  init<Scalar: ExecutionScalar>(_ function: StepFunction, of scalar: Scalar.Type) {
    switch function {
    case .unary(let function): self.init(.unary, raw(Scalar._kernel(function)))
    case .binary(let function): self.init(.binary, raw(Scalar._kernel(function)))
    case .ternary(let function): self.init(.ternary, raw(Scalar._kernel(function)))
    case .reduction(let function): self.init(.reduction, raw(Scalar._kernel(function)))
    case .loop(let number, let arity):
      self.init(arity == 1 ? .unaryLoop : arity == 2 ? .binaryLoop : .ternaryLoop, nil, loop: Int32(number))
    }
  }

  private init(_ kind: Kind, _ kernel: UnsafeRawPointer?, loop: Int32 = 0) {
    self.kind = kind
    self.kernel = kernel
    self.loop = loop
  }

  /// Runs over `count` elements; steps are 0 or 1.
  @inline(__always)
  func run<Scalar: ExecutionScalar>(
    _ loops: UnsafeMutableBufferPointer<ElementwiseLoop<Scalar>>, _ a: UnsafePointer<Scalar>, _ aStep: Int,
    _ b: UnsafePointer<Scalar>, _ bStep: Int, _ c: UnsafePointer<Scalar>, _ cStep: Int,
    _ y: UnsafeMutablePointer<Scalar>, _ count: Int
  ) {
    switch kind {
    case .unary: unsafeBitCast(kernel, to: UnaryKernel.self)(a, y, count)
    case .binary: unsafeBitCast(kernel, to: BinaryKernel.self)(a, aStep, b, bStep, y, count)
    case .ternary: unsafeBitCast(kernel, to: TernaryKernel.self)(a, aStep, b, bStep, c, cStep, y, count)
    case .reduction: unsafeBitCast(kernel, to: ReductionKernel.self)(a, count, y)
    case .unaryLoop:
      if case .unary(let loop) = loops[Int(loop)] { loop(a, aStep, y, count) }
    case .binaryLoop:
      if case .binary(let loop) = loops[Int(loop)] { loop(a, aStep, b, bStep, y, count) }
    case .ternaryLoop:
      if case .ternary(let loop) = loops[Int(loop)] { loop(a, aStep, b, bStep, c, cStep, y, count) }
    }
  }
}

/// A C function's address: functions of all kinds are kept in one type.
private func raw<Function>(_ function: Function) -> UnsafeRawPointer {
  unsafeBitCast(function, to: UnsafeRawPointer.self)
}

/// A step of a chain: a function and the numbers of its streams. Trivial.
struct RunnableStep {
  let function: RunnableFunction
  let a: Int16
  let b: Int16
  let c: Int16
  let y: Int16
  let aStep: Int8
  let bStep: Int8
  let cStep: Int8
}
