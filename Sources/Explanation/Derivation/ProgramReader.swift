// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Writes the lines of programs as expressions.
enum ProgramReader {
  /// The value of every line, in terms of what stands for the inputs.
  ///
  /// - Parameter known: What stands for lines that need not be written out.
  static func values(of program: Program, inputs: [Expression], known: [Int: Expression] = [:])
    -> [Expression]
  {
    let shapes = program.lineShapes
    var values = shapes.map { _ in Expression.number(0) }
    for (line, input) in zip(program.inputLines, inputs) { values[line] = input }
    for (line, value) in program.constantLines { values[line] = constant(value) }
    for operation in program.operations {
      let line = operation.line
      values[line] =
        known[line]
        ?? value(of: operation.operation, operation.operands.map { (values[$0], shapes[$0]) }, shapes[line])
    }
    return values
  }

  /// A constant: a number, a known matrix, or its elements.
  static func constant(_ value: Tensor<Double>) -> Expression {
    if value.rank == 0 { return .number(value.scalars[0]) }
    if value.rank == 2, value.shape[0] == value.shape[1], value.shape[0] > 1,
      value == .identity(value.shape[0])
    {
      return Expression(.identity, value.shape)
    }
    if let first = value.scalars.first, value.scalars.allSatisfy({ $0 == first }) {
      return .filled(first, value.shape)
    }
    return Expression(.literal(value.scalars), value.shape)
  }

  /// An operation on expressions, each with the shape that its value has (zero is written without one).
  static func value(
    of operation: Operation, _ operands: [(Expression, Shape)], _ shape: Shape
  ) -> Expression {
    let x = operands.map(\.0)
    let name = operation.primitive.name
    let attributes = operation.attributes
    func numbers(_ label: String) -> [Int] {
      attributes.first { $0.label == label }?.numbers.map { Int($0) } ?? []
    }
    if let value = elementwise(name, x, attributes) { return .broadcast(value, to: shape) }
    switch name {
    case "matmul" where shape.rank == 2:
      let flips = numbers("transposing")
      let factors = zip(x, flips).map { $1 == 1 ? Expression.transposed($0) : $0 }
      return .matrixProduct(factors[0], factors[1])
    case "sum":
      return .reshaped(.total(.broadcast(x[0], to: operands[0].1), axes: numbers("along")), to: shape)
    case "reshape": return .reshaped(x[0], to: shape)
    case "broadcast": return .broadcast(x[0], to: shape)
    case "transpose" where numbers("axes") == [1, 0]: return .transposed(x[0])
    case "slice": return slice(x[0], operands[0].1, from: numbers("from"), shape, attributes)
    case "place":
      let starts = attributes.map { $0.numbers.map { Int($0) } }
      return .placed(zip(x, operands).map { .broadcast($0, to: $1.1) }, at: starts, in: shape)
    case "solve":
      return solution(numbers("transposing").isEmpty ? x[0] : .transposed(x[0]), x[1], shape)
    case "checkpoint", "barrier", "stopGradient", "batchMean": return x[0]
    case "logDeterminant": return Expression(.call(name, [x[0]], []), shape)
    case "max", "min", "norm", "logSumExp", "product":
      let axes = numbers("along")
      let reduced = Shape(
        operands[0].1.extents.indices.filter { !axes.contains($0) }.map { operands[0].1[$0] })
      let kept = axes.count == operands[0].1.rank ? [] : attributes
      return .reshaped(Expression(.call(name, x, kept), reduced), to: shape)
    case "concatenate":
      let parts = x.flatMap { part in
        if case .call(name, let inner, attributes) = part.form { inner } else { [part] }
      }
      return Expression(.call(name, parts, attributes), shape)
    case "softmax", "logSoftmax":
      return Expression(.call(name, x, numbers("along") == [shape.rank - 1] ? [] : attributes), shape)
    case "diagonal", "diagonalMatrix":
      return Expression(.call(name, x, numbers("offset") == [0] ? [] : attributes), shape)
    default: return Expression(.call(name, x, attributes), shape)
    }
  }

  private static func solution(_ a: Expression, _ b: Expression, _ shape: Shape) -> Expression {
    if b.isZero { return b }
    if case .identity = b.form { return Expression(.call("inverse", [a], []), shape) }
    if shape.rank == 2, shape[1] == 1 {
      let vector = Expression.reshaped(b, to: [shape[0]])
      return .reshaped(Expression(.call("solve", [a, vector], []), [shape[0]]), to: shape)
    }
    return Expression(.call("solve", [a, b], []), shape)
  }

  /// Rows and columns by their positions, other boxes by their ranges.
  private static func slice(
    _ x: Expression, _ from: Shape, from starts: [Int], _ shape: Shape, _ attributes: [Operation.Attribute]
  ) -> Expression {
    let narrowed = shape.extents.indices.filter { shape[$0] != from[$0] }
    let leading = narrowed.last.map { Array(starts[...$0]) } ?? []
    if leading.indices.allSatisfy({ shape[$0] == 1 }) { return .reshaped(.element(x, leading), to: shape) }
    if shape.rank == 2, narrowed == [1], shape[1] == 1 {
      return .reshaped(.element(.transposed(x), [starts[1]]), to: shape)
    }
    return Expression(.call("slice", [x], attributes), shape)
  }

  /// Operations that work element by element.
  private static func elementwise(
    _ name: String, _ x: [Expression], _ attributes: [Operation.Attribute]
  ) -> Expression? {
    switch name {
    case "add": return .sum(x)
    case "subtract": return .difference(x[0], x[1])
    case "multiply", "chain": return .product(x)
    case "divide": return .quotient(x[0], x[1])
    case "negate": return .product([.number(-1), x[0]])
    case "reciprocal": return .quotient(.number(1), x[0])
    case "pow": return .power(x[0], attributes.first.map { .number($0.numbers[0]) } ?? x[1])
    case "tanhSlope": return .difference(.number(1), .power(x[0], .number(2)))
    case "sigmoidSlope": return .product([x[0], .difference(.number(1), x[0])])
    // What is greater than a number reads better than what a number is less than.
    case "less" where x[0].number != nil: return .comparison(.greater, x[1], x[0])
    case "lessOrEqual" where x[0].number != nil: return .comparison(.greaterOrEqual, x[1], x[0])
    case "less": return .comparison(.less, x[0], x[1])
    case "lessOrEqual": return .comparison(.lessOrEqual, x[0], x[1])
    case "equal": return .comparison(.equal, x[0], x[1])
    case "notEqual": return .comparison(.notEqual, x[0], x[1])
    case "select": return selection(x)
    case "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
      "exp",
      "expm1", "log", "log1p", "sqrt", "abs", "sign", "erf", "erfc", "sigmoid", "softplus", "relu",
      "leakyRelu",
      "elu", "clamp", "hypot", "atan2":
      return Expression(.call(name, x, attributes), Expression.broadcastShape(of: x))
    case "max" where x.count == 2, "min" where x.count == 2:
      return Expression(.call(name, x, []), Expression.broadcastShape(of: x))
    default: return nil
    }
  }

  /// A choice; what only guards against infinities, or against division by 0 where the quotient is taken as 0, is left
  /// out, as readers do.
  private static func selection(_ x: [Expression]) -> Expression {
    if case .comparison(let relation, let quantity, let other) = x[0].form {
      if relation == .equal, other.number?.isInfinite == true { return x[2] }
      if relation == .equal, other.isZero, quantity == x[2], x[1].number?.isInfinite == true { return x[2] }
      // A comparison with 0 or 1 for its values is its own condition.
      if x[1].number == 1, x[2].isZero { return x[0] }
      if relation == .notEqual, other.isZero { return selection([quantity, x[1], x[2]]) }
    }
    return Expression(.call("select", x, []), Expression.broadcastShape(of: x))
  }
}
