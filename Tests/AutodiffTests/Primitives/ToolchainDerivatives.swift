// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
#if canImport(_Differentiation)
  import _Differentiation
#endif

/// Functions of one number as Swift code, differentiated by the compiler's own `_Differentiation`.
enum ToolchainDerivatives {
  #if canImport(_Differentiation)
    static func valueAndSlope(ofFunction number: Int, at x: Double) -> (value: Double, gradient: Double) {
      switch number {
      case 0: valueWithGradient(at: x) { x in x * sin(x) + cos(x * x) }
      case 1: valueWithGradient(at: x) { x in exp(-x * x) / (1 + x * x) }
      case 2: valueWithGradient(at: x) { x in tanh(sin(x)) * sqrt(1 + x * x) - x }
      case 3: valueWithGradient(at: x) { x in log(2 + sin(x)) / (3 + cos(3 * x)) }
      case 4: valueWithGradient(at: x) { x in pow(1 + x * x, 0.3 * x) }
      default: valueWithGradient(at: x, of: logisticMap)
      }
    }

    @differentiable(reverse)
    private static func logisticMap(_ x: Double) -> Double {
      var y = 1 / (1 + exp(-x))
      for _ in 0..<5 { y = 3.2 * y * (1 - y) }
      return y
    }
  #endif
}
