// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What the least-squares methods with bounded steps have in common.
struct TrustRegionOptions {
  var method: String
  var scaling: LeastSquaresScaling
  var acceleratesAlongGeodesics: Bool
  var accelerationLimit = 0.75
  var firstStepBound: Double
  var gradientTolerance: Double
  var stepTolerance: Double
  var objectiveTolerance: Double
  var rejectionLimit: Int
  var refinementLimit: Int
  var bounds: Bounds?
  var limits: Limits

  /// The fit of `function` from `start` by steps that `control` bounds.
  func minimize(
    _ function: any LeastSquaresFunction, from start: Tensor<Double>, solver: LeastSquaresSolver,
    control: some StepControl, keeping keeper: (any RunKeeper)?, observing observer: Observer
  ) throws -> LeastSquaresFit {
    try validate(for: function)
    try OptimizationError.check(start: start, for: function)
    var start = start
    bounds?.clamp(&start)
    let choice = solver.resolved(for: function)
    let products = ProductCount()
    let counted = function.counted(by: products)
    var minimum =
      switch choice.solver {
      case .qr, .automatic:
        function.residualCount * function.parameterCount <= DenseModel.largestJacobian
          ? try run(counted, products, start, DenseModel.self, control, keeper, observer)
          : try run(counted, products, start, TriangularModel.self, control, keeper, observer)
      case .cholesky: try run(counted, products, start, NormalEquationsModel.self, control, keeper, observer)
      case .wide: try run(counted, products, start, WideModel.self, control, keeper, observer)
      case .matrixFree: try run(counted, products, start, MatrixFreeModel.self, control, keeper, observer)
      }
    minimum.evaluations.jacobianProducts = products.value
    return try LeastSquaresFit(minimum, of: function, solver: choice)
  }

  private func run<Model: LinearModel>(
    _ function: any LeastSquaresFunction, _ products: ProductCount, _ start: Tensor<Double>,
    _ model: Model.Type, _ control: some StepControl, _ keeper: (any RunKeeper)?, _ observer: Observer
  ) throws -> Minimum {
    let model = try Model(of: function, at: start)
    var search = TrustRegionSearch(
      of: function, counting: products, from: start, model: model, control: control, options: self)
    return try search.run(keeping: keeper, observing: observer)
  }

  private func validate(for function: any LeastSquaresFunction) throws(OptimizationError) {
    try OptimizationError.check(
      "\(method).firstStepBound", firstStepBound, isAccepted: firstStepBound > 0, "a positive number")
    try OptimizationError.checkPositive("\(method).accelerationLimit", accelerationLimit)
    try OptimizationError.checkFraction("\(method).gradientTolerance", gradientTolerance)
    try OptimizationError.checkFraction("\(method).stepTolerance", stepTolerance)
    try OptimizationError.checkFraction("\(method).objectiveTolerance", objectiveTolerance)
    try OptimizationError.checkCount("\(method).rejectionLimit", rejectionLimit)
    try OptimizationError.check(
      "\(method).refinementLimit", refinementLimit, isAccepted: refinementLimit >= 0, "0 or more")
    let n = function.parameterCount
    if case .given(let diagonal) = scaling {
      try OptimizationError.check(
        "\(method).scaling", "given(\(diagonal))",
        isAccepted: diagonal.shape == [n] && diagonal.scalars.allSatisfy { $0 > 0 && $0.isFinite },
        "\(n) positive numbers")
    }
    if let bounds {
      try OptimizationError.check(
        "\(method).bounds", "of shape \(bounds.lower.shape)", isAccepted: bounds.lower.shape == [n],
        "shape [\(n)]")
    }
    try limits.validate()
  }
}
