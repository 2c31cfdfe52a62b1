// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

/// Runs a program line by line on tensors of their own, without plans, views or shared loops: what executables must
/// agree with.
enum Interpreter {
  struct UnknownPrimitive: Error {
    let name: String
  }

  static func run(_ program: Program, _ inputs: [Tensor<Double>]) throws -> [Tensor<Double>] {
    var values: [Tensor<Double>] = []
    for node in program.list.nodes {
      switch node.source {
      case .input(let number): values.append(inputs[number])
      case .constant(let number): values.append(program.list.constants[number])
      case .operation(let operation):
        let operands = (0..<node.operandCount).map { values[Int(program.list.operand($0, of: node))] }
        values.append(try value(of: operation.primitive, operands))
      }
    }
    return program.outputs.map { values[Int($0)] }
  }

  private static func value(of primitive: any Primitive, _ x: [Tensor<Double>]) throws -> Tensor<Double> {
    switch primitive {
    case is StopGradient: return x[0]
    case let reshape as Reshape: return Naive.reshaped(x[0], reshape.target.extents)
    case let transpose as Transpose: return Naive.transposed(x[0], transpose.permutation)
    case let broadcast as Broadcast: return Naive.broadcast(x[0], broadcast.target.extents)
    case let slice as Slice: return Naive.slice(x[0], at: slice.starts, slice.extents)
    case let place as Place: return Naive.place(x, at: place.starts, in: place.target.extents)
    case let concatenate as Concatenate: return Naive.concatenated(x, along: concatenate.axis)
    case let product as MatMul: return Naive.matmul(x[0], x[1], transposing: product.transposing)
    case let sum as Sum:
      return Naive.reduction(x[0], along: sum.axes, keepingAxes: sum.keepsAxes) { $0.reduce(0, +) }
    case let extremum as Extremum:
      return Naive.reduction(x[0], along: extremum.axes, keepingAxes: extremum.keepsAxes) {
        (extremum.kind == .max ? $0.max() : $0.min()) ?? .nan
      }
    case let logSumExp as LogSumExp:
      return Naive.reduction(x[0], along: logSumExp.axes, keepingAxes: logSumExp.keepsAxes) {
        CLibrary.log($0.reduce(0) { $0 + CLibrary.exp($1) })
      }
    case let product as Product:
      return Naive.reduction(x[0], along: product.axes, keepingAxes: product.keepsAxes) { $0.reduce(1, *) }
    case let norm as Norm:
      return Naive.reduction(x[0], along: norm.axes, keepingAxes: norm.keepsAxes) {
        $0.reduce(0) { $0 + $1 * $1 }.squareRoot()
      }
    case let sums as CumulativeSum:
      return Naive.cumulativeSum(x[0], along: sums.axis, reversed: sums.isReversed)
    case let softmax as Softmax: return self.softmax(x[0], along: softmax.axis)
    case let softmax as LogSoftmax:
      return self.softmax(x[0], along: softmax.axis).map { CLibrary.log($0) }
    default:
      return try array(of: primitive, x)
    }
  }

  private static func array(of primitive: any Primitive, _ x: [Tensor<Double>]) throws -> Tensor<Double> {
    switch primitive {
    case let flip as Flip: return Naive.flipped(x[0], along: flip.axes)
    case let gather as Gather: return Naive.gathered(x[0], at: gather.positions, along: gather.axis)
    case let scatter as ScatterAdd:
      return Naive.scatterAdded(x[0], at: scatter.positions, along: scatter.axis, extent: scatter.extent)
    case let diagonal as Diagonal:
      return Naive.diagonal(x[0], axis: diagonal.axis, offset: diagonal.offset)
    case let matrix as DiagonalMatrix:
      return Naive.diagonalMatrix(
        x[0], axis: matrix.axis, offset: matrix.offset, rows: matrix.rows, columns: matrix.columns)
    case let unfold as Unfold:
      let (h, w) = (unfold.windows[0], unfold.windows[1])
      return Naive.unfolded(
        x[0], axis: unfold.axis, (h.extent, w.extent), stride: (h.stride, w.stride),
        dilation: (h.dilation, w.dilation),
        counts: (h.count(in: x[0].shape[unfold.axis]), w.count(in: x[0].shape[unfold.axis + 1])))
    case let fold as Fold:
      let (h, w) = (fold.windows[0], fold.windows[1])
      return Naive.folded(
        x[0], axis: fold.axis, stride: (h.stride, w.stride), dilation: (h.dilation, w.dilation),
        to: fold.extents)
    // Packed as the library likes; what is read with them here is the matrix.
    case is LUFactors:
      let shape = try primitive.shape(of: x.map(\.shape))
      return Tensor(repeating: .nan, shape: shape)
    case let solve as Solve: return Naive.solution(x[0], x[1], transposing: solve.transposing)
    case is LogDeterminant:
      return Naive.ofMatrices(x[0]) { CLibrary.log(Naive.determinant($0).magnitude) }
    case let solve as TriangularSolve:
      let triangle = Naive.triangle(x[0], lower: solve.lower, unitDiagonal: solve.unitDiagonal)
      return Naive.solution(triangle, x[1], transposing: solve.transposing)
    case is CholeskyFactor: return Naive.cholesky(x[0])
    default:
      return Naive.elementwise(x, try function(of: primitive))
    }
  }

  private static func softmax(_ x: Tensor<Double>, along axis: Int) -> Tensor<Double> {
    let total = Naive.reduction(x, along: [axis], keepingAxes: true) {
      $0.reduce(0) { $0 + CLibrary.exp($1) }
    }
    return Naive.elementwise([x, total]) { CLibrary.exp($0[0]) / $0[1] }
  }

  private static func function(of primitive: any Primitive) throws -> ([Double]) -> Double {
    switch primitive {
    case is Add: { $0[0] + $0[1] }
    case is Subtract: { $0[0] - $0[1] }
    case is Multiply: { $0[0] * $0[1] }
    case is Divide: { $0[0] / $0[1] }
    case is Pow: { CLibrary.pow($0[0], $0[1]) }
    case is ElementwiseChain: { $0[0] == 0 || $0[1] == 0 ? 0 : $0[0] * $0[1] }
    case is Maximum: { $0[0] > $0[1] ? $0[0] : $0[1] }
    case is Minimum: { $0[0] < $0[1] ? $0[0] : $0[1] }
    case is Less: { $0[0] < $0[1] ? 1 : 0 }
    case is LessOrEqual: { $0[0] <= $0[1] ? 1 : 0 }
    case is Equal: { $0[0] == $0[1] ? 1 : 0 }
    case is NotEqual: { $0[0] != $0[1] ? 1 : 0 }
    case is Select: { $0[0] != 0 ? $0[1] : $0[2] }
    case is Negate: { -$0[0] }
    case is Abs: { $0[0].magnitude }
    case is Relu: { $0[0] > 0 ? $0[0] : 0 }
    case is Exp: { CLibrary.exp($0[0]) }
    case is Log: { CLibrary.log($0[0]) }
    case is Sqrt: { $0[0].squareRoot() }
    case is Sin: { CLibrary.sin($0[0]) }
    case is Cos: { CLibrary.cos($0[0]) }
    case is Tanh: { CLibrary.tanh($0[0]) }
    case is Sigmoid: { CLibrary.sigmoid($0[0]) }
    case is SigmoidSlope: { $0[0] * (1 - $0[0]) }
    case is TanhSlope: { (1 - $0[0]) * (1 + $0[0]) }
    case is Atan2: { CLibrary.atan2($0[0], $0[1]) }
    case is Hypot: { CLibrary.hypot($0[0], $0[1]) }
    case is Reciprocal: { 1 / $0[0] }
    case is Sign: { $0[0] > 0 ? 1 : $0[0] < 0 ? -1 : 0 }
    case is Expm1: { CLibrary.expm1($0[0]) }
    case is Log1p: { CLibrary.log1p($0[0]) }
    case is Tan: { CLibrary.tan($0[0]) }
    case is Asin: { CLibrary.asin($0[0]) }
    case is Acos: { CLibrary.acos($0[0]) }
    case is Atan: { CLibrary.atan($0[0]) }
    case is Sinh: { CLibrary.sinh($0[0]) }
    case is Cosh: { CLibrary.cosh($0[0]) }
    case is Asinh: { CLibrary.asinh($0[0]) }
    case is Acosh: { CLibrary.acosh($0[0]) }
    case is Atanh: { CLibrary.atanh($0[0]) }
    case is Erf: { CLibrary.erf($0[0]) }
    case is Erfc: { CLibrary.erfc($0[0]) }
    case is Softplus: { CLibrary.softplus($0[0]) }
    case let power as IntegerPower: { CLibrary.pow($0[0], Double(power.exponent)) }
    case let relu as LeakyRelu: { $0[0] > 0 ? $0[0] : relu.negativeSlope * $0[0] }
    case let elu as Elu: { $0[0] > 0 ? $0[0] : elu.alpha * CLibrary.expm1($0[0]) }
    case let clamp as Clamp: { Swift.min(Swift.max($0[0], clamp.range.lowerBound), clamp.range.upperBound) }
    default: throw UnknownPrimitive(name: primitive.name)
    }
  }
}
