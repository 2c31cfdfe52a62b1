// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import TestSupport
import Testing

/// Meters or millimeters: the units of residuals and parameters change no step.
@Suite struct UnitsTests {
  private static let beale = ResidualFunction(parameters: 2, residuals: 3) { x in
    zip([1.5, 2.25, 2.625], [x[1], x[1] * x[1], x[1] * x[1] * x[1]]).map { Dual($0) - x[0] * (1 - $1) }
  }

  private static let decay = ResidualFunction(parameters: 3, residuals: 8) { x in
    [9.0, 5, 4, 2, 3, 1, 2, 1].enumerated().map { time, y in
      x[0] * exp(Dual(-Double(time)) * x[1]) + x[2] - Dual(y)
    }
  }

  private static let functions: [(name: String, function: ResidualFunction, start: [Double])] = [
    ("Rosenbrock", .rosenbrock, [-1.2, 1]), ("Beale", beale, [1, 1]), ("decay", decay, [5, 0.5, 0]),
  ]

  /// Methods for which the sum of squares has no unit: the others' rates or first steps have one.
  private static let fits = RunTests.Method.all.filter { method in
    // The dual equations of more residuals than parameters are singular: rounding leads their way.
    method.testDescription != "Levenberg-Marquardt, wide, radius"
      && ["Levenberg", "dogleg", "Gauss-Newton", "Newton, exact", "Rprop", "Lion"].contains {
        method.testDescription.contains($0)
      }
  }

  /// Methods that scale every parameter by itself.
  private static let scaledFits = fits.filter { method in
    !["matrixFree", "Newton, exact", "Rprop", "Lion"].contains { method.testDescription.contains($0) }
  }

  @Test("the unit of the residuals", arguments: fits, [0x1p-12, 0x1p12])
  func residuals(_ method: RunTests.Method, _ unit: Double) throws {
    try compare(method) { function, start in
      let scaled = ResidualFunction(parameters: start.count, residuals: function.residualCount) {
        function.residuals($0).map { Dual(unit) * $0 }
      }
      return (scaled, unit, start.map { _ in 1 })
    }
  }

  @Test("the units of the parameters", arguments: scaledFits)
  func parameters(_ method: RunTests.Method) throws {
    try compare(method) { function, start in
      let units = [0x1p-8, 0x1p12, 0x1p4].prefix(start.count)
      let scaled = ResidualFunction(parameters: start.count, residuals: function.residualCount) {
        function.residuals(zip($0, units).map { $0 * Dual($1) })
      }
      return (scaled, 1, Array(units))
    }
  }

  /// A few iterations on each function and on the same in other units: later ones amplify how QR's pivots round.
  private func compare(
    _ method: RunTests.Method,
    scaling: (ResidualFunction, [Double]) -> (ResidualFunction, unit: Double, parameterUnits: [Double])
  ) throws {
    for (name, function, start) in Self.functions {
      let (scaled, unit, units) = scaling(function, start)
      let own = try method.minimize(function, from: Tensor(start), limits: .iterations(5))
      let other = try method.minimize(
        scaled, from: Tensor(zip(start, units).map { $0 / $1 }), limits: .iterations(5))
      let parameters = Tensor(zip(other.parameters.scalars, units).map { $0 * $1 })
      #expect(parameters.isClose(to: own.parameters, 1e-9), "\(name)")
      #expect((other.value / unit / unit - own.value).magnitude <= 1e-9 * own.value + 1e-20, "\(name)")
      #expect(other.evaluations == own.evaluations && other.status == own.status, "\(name)")
    }
  }
}
