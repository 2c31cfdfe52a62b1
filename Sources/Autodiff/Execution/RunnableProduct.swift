// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A matrix product, with its kernel where it is too small for anything else to be faster. Trivial.
struct RunnableProduct {
  let plan: ProductPlan
  private let kernel: ProductKernel?

  init<Scalar: ExecutionScalar>(_ plan: ProductPlan, of scalar: Scalar.Type) {
    self.plan = plan
    kernel = Scalar._productKernel(operations: plan.rows * plan.columns * plan.inner)
  }

  /// Runs the product at offsets from the places of its matrices.
  @inline(__always)
  func run<Scalar: ExecutionScalar>(
    _ arena: UnsafeMutablePointer<Scalar>, a i: Int, b j: Int, y k: Int, addend l: Int
  ) {
    let a = arena + (plan.a.place + i)
    let b = arena + (plan.b.place + j)
    let addend = plan.addend.map { UnsafePointer(arena + ($0.place + l)) }
    let (rowStep, columnStep) = (plan.addend?.rowStride ?? 0, plan.addend?.columnStride ?? 0)
    if let kernel {
      kernel(
        plan.a.isTransposed, plan.b.isTransposed, plan.rows, plan.columns, plan.inner, a,
        plan.a.leadingDimension, b, plan.b.leadingDimension, addend, rowStep, columnStep,
        arena + (plan.y + k),
        max(1, plan.columns))
    } else {
      Scalar._product(
        plan.a.isTransposed, plan.b.isTransposed, plan.rows, plan.columns, plan.inner, a,
        plan.a.leadingDimension, b, plan.b.leadingDimension, addend, rowStep, columnStep,
        arena + (plan.y + k),
        max(1, plan.columns))
    }
  }
}
