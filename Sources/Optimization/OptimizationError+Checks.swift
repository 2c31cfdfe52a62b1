// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Every comparison is written so that NaN is refused.
extension OptimizationError {
  /// Throws unless `isAccepted`.
  static func check(
    _ option: String, _ value: some CustomStringConvertible, isAccepted: Bool, _ accepted: String
  ) throws(OptimizationError) {
    guard isAccepted else { throw .option(option, value: value.description, accepted: accepted) }
  }

  /// Throws unless `value` is positive and finite.
  static func checkPositive(_ option: String, _ value: Double) throws(OptimizationError) {
    try check(option, value, isAccepted: value > 0 && value.isFinite, "a positive finite number")
  }

  /// Throws unless `value` is in `0..<1`, as relative tolerances and decay rates are.
  static func checkFraction(_ option: String, _ value: Double) throws(OptimizationError) {
    try check(option, value, isAccepted: value >= 0 && value < 1, "0 or more, and less than 1")
  }

  /// Throws unless `value` is at least 1.
  static func checkCount(_ option: String, _ value: Int) throws(OptimizationError) {
    try check(option, value, isAccepted: value >= 1, "1 or more")
  }

  /// Throws unless `start` is a vector of the objective's parameters.
  static func check(start: Tensor<Double>, for objective: some ObjectiveFunction) throws(OptimizationError) {
    try check(start: start, parameterCount: objective.parameterCount)
  }

  /// Throws unless `start` is a vector of `parameterCount` parameters.
  static func check(start: Tensor<Double>, parameterCount: Int) throws(OptimizationError) {
    guard start.shape == [parameterCount] else { throw .startShape(start.shape, expected: parameterCount) }
  }

  /// Throws unless `result` has the shape that the function's protocol states.
  static func check(
    result name: String, _ result: Tensor<Double>, is expected: Shape
  ) throws(OptimizationError) {
    guard result.shape == expected else { throw .resultShape(of: name, result.shape, expected: expected) }
  }
}

extension Limits {
  /// Throws unless every limit is in its range.
  func validate() throws(OptimizationError) {
    try OptimizationError.check(
      "limits.iterations", iterations, isAccepted: iterations >= 0, "0 or more")
    if let evaluations { try OptimizationError.checkCount("limits.evaluations", evaluations) }
    if let time { try OptimizationError.check("limits.time", time, isAccepted: time >= .zero, "0 s or more") }
    if let target {
      try OptimizationError.check("limits.target", target, isAccepted: !target.isNaN, "a number")
    }
  }
}
