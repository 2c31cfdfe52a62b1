// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Model {
  /// The sum of the parameters' penalties as a function of the parameter vector; `nil` when no parameter has one.
  func penalty() throws -> Objective? {
    let penalized = parameters.filter { $0.penalty != nil }
    guard !penalized.isEmpty else { return nil }
    return try Objective(parameters: parameterCount) { vector in
      penalized.reduce(Variable(0)) { total, parameter in
        parameter.penalty.map { total + $0(vector[parameter.range]) } ?? total
      }
    }
  }
}
