// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct TrustRegionNewtonTests {
  /// x⁴/4 - x²/2 + y²/2: a saddle at the origin, minima -¼ at (±1, 0).
  struct Saddle: TwiceDifferentiableFunction {
    let parameterCount = 2
    func value(at x: Tensor<Double>) -> Double { valueWithGradient(at: x).value }
    func valueWithGradient(at p: Tensor<Double>) -> (value: Double, gradient: Tensor<Double>) {
      let (x, y) = (p.scalars[0], p.scalars[1])
      return (x * x * x * x / 4 - x * x / 2 + y * y / 2, [Tensor(x * x * x - x), Tensor(y)])
    }
    func hessianVectorProduct(at p: Tensor<Double>, along v: Tensor<Double>) -> Tensor<Double> {
      let x = p.scalars[0]
      return Tensor([(3 * x * x - 1) * v.scalars[0], v.scalars[1]])
    }
  }

  @Test(
    "negative curvature leaves a saddle", arguments: TrustRegionNewton.Subproblem.allCases,
    [[0.0, 0], [0, 1], [0, 1e-9]])
  func saddle(_ subproblem: TrustRegionNewton.Subproblem, start: [Double]) throws {
    let minimum = try TrustRegionNewton(subproblem: subproblem).minimize(Saddle(), from: Tensor(start))
    #expect(minimum.status.isConverged, "\(minimum.status)")
    #expect(abs(minimum.value + 0.25) < 1e-10, "\(minimum.value)")
  }

  /// -x: no minimum.
  struct Slope: TwiceDifferentiableFunction {
    let parameterCount = 1
    func value(at x: Tensor<Double>) -> Double { -x.scalars[0] }
    func valueWithGradient(at x: Tensor<Double>) -> (value: Double, gradient: Tensor<Double>) {
      (-x.scalars[0], [-1])
    }
    func hessianVectorProduct(at x: Tensor<Double>, along v: Tensor<Double>) -> Tensor<Double> { [0] }
  }

  @Test("a function that falls for ever is no minimum", arguments: TrustRegionNewton.Subproblem.allCases)
  func unbounded(_ subproblem: TrustRegionNewton.Subproblem) throws {
    let minimum = try TrustRegionNewton(subproblem: subproblem, limits: .iterations(3000)).minimize(
      Slope(), from: [0])
    #expect(!minimum.status.isConverged, "\(minimum.status)")
  }
}
