// SPDX-License-Identifier: Apache-2.0
internal import Foundation
public import Tensors

/// An operator that the reader does not know.
public struct UnknownOperator: Error {
  public let name: String
}

extension ONNXModel {
  /// The outputs for the given inputs, operator by operator, as the specification says what they do, with arrays of one
  /// kind: positions and truth are numbers, too.
  public func run(_ inputs: [Tensor<Double>]) throws -> [Tensor<Double>] {
    var values = constants
    for (input, value) in zip(self.inputs, inputs) { values[input.name] = value }
    for node in nodes {
      let operands = node.inputs.compactMap { values[$0] }
      guard operands.count == node.inputs.count else { throw UnknownOperator(name: "\(node)") }
      values[node.outputs[0]] = try Self.result(of: node, operands)
    }
    return outputs.compactMap { values[$0.name] }
  }

  private static func result(of node: Node, _ x: [Tensor<Double>]) throws -> Tensor<Double> {
    if let function = unary[node.operation] { return Naive.elementwise(x) { function($0[0]) } }
    if let function = binary[node.operation] { return Naive.elementwise(x) { function($0[0], $0[1]) } }
    func integers(_ i: Int) -> [Int] { x[i].scalars.map { Int($0) } }
    switch node.operation {
    case "Identity": return x[0]
    case "Cast":
      // To bool (9) numbers become truth, to int64 (7) they lose their fraction.
      let type = node.integer("to")
      return x[0].map { type == 9 ? ($0 != 0 ? 1 : 0) : type == 7 ? $0.rounded(.towardZero) : $0 }
    case "Where": return Naive.elementwise(x) { $0[0] != 0 ? $0[1] : $0[2] }
    case "Clip": return Naive.elementwise(x) { max($0[1], min($0[2], $0[0])) }
    case "Elu":
      let alpha = node.number("alpha") ?? 1
      return x[0].map { $0 > 0 ? $0 : alpha * expm1($0) }
    case "LeakyRelu":
      let alpha = node.number("alpha") ?? 0.01
      return x[0].map { $0 > 0 ? $0 : alpha * $0 }
    case "Softmax", "LogSoftmax":
      let sums = Naive.reduction(x[0], along: [node.integer("axis") ?? -1], keepingAxes: true) { lane in
        lane.reduce(0) { $0 + exp($1) }
      }
      return Naive.elementwise([x[0], sums]) {
        node.operation == "Softmax" ? exp($0[0]) / $0[1] : $0[0] - log($0[1])
      }
    case "CumSum":
      return Naive.cumulativeSum(x[0], along: integers(1)[0], reversed: node.integer("reverse") == 1)
    case "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd":
      return Naive.reduction(x[0], along: integers(1), keepingAxes: node.integer("keepdims") != 0) { lane in
        switch node.operation {
        case "ReduceSum": lane.reduce(0, +)
        case "ReduceProd": lane.reduce(1, *)
        case "ReduceMax": lane.reduce(-.infinity, max)
        default: lane.reduce(.infinity, min)
        }
      }
    case "MatMul": return Naive.matmul(x[0], x[1])
    case "Transpose": return Naive.transposed(x[0], node.integers("perm") ?? [])
    case "Reshape":
      let extents = integers(1)
      return Naive.reshaped(x[0], extents == [-1] ? [x[0].count] : extents)
    case "Expand": return Naive.broadcast(x[0], Naive.common([x[0].shape.extents, integers(1)]))
    case "Slice":
      return Naive.slice(x[0], at: integers(1), zip(integers(2), integers(1)).map(-))
    case "Gather":
      let axis = node.integer("axis") ?? 0
      let gathered = Naive.gathered(x[0], at: integers(1), along: axis)
      let extents = x[0].shape.extents
      return Naive.reshaped(gathered, Array(extents[..<axis]) + x[1].shape.extents + extents[(axis + 1)...])
    case "Concat": return Naive.concatenated(x, along: node.integer("axis") ?? 0)
    case "Pad":
      let pads = integers(1)
      return Naive.padded(
        x[0], before: Array(pads[..<x[0].rank]), after: Array(pads[x[0].rank...]), with: 0)
    default: throw UnknownOperator(name: node.operation)
    }
  }

  private static let unary: [String: @Sendable (Double) -> Double] = [
    "Neg": { -$0 }, "Abs": abs, "Sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, "Relu": { max($0, 0) },
    "Sqrt": sqrt, "Reciprocal": { 1 / $0 }, "Exp": exp, "Log": log, "Sin": sin, "Cos": cos, "Tan": tan,
    "Asin": asin, "Acos": acos, "Atan": atan, "Sinh": sinh, "Cosh": cosh, "Tanh": tanh, "Asinh": asinh,
    "Acosh": acosh, "Atanh": atanh, "Sigmoid": { 1 / (1 + exp(-$0)) },
    "Softplus": { max($0, 0) + log1p(exp(-abs($0))) }, "Erf": erf, "Not": { $0 == 0 ? 1 : 0 },
  ]

  private static let binary: [String: @Sendable (Double, Double) -> Double] = [
    "Add": (+), "Sub": (-), "Mul": (*), "Div": (/), "Max": { $0.isNaN || $0 > $1 ? $0 : $1 },
    "Min": { $0.isNaN || $0 < $1 ? $0 : $1 }, "Pow": pow, "Less": { $0 < $1 ? 1 : 0 },
    "LessOrEqual": { $0 <= $1 ? 1 : 0 }, "Equal": { $0 == $1 ? 1 : 0 },
    "Or": { $0 != 0 || $1 != 0 ? 1 : 0 },
  ]
}
