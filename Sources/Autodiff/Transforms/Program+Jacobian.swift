// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How a Jacobian is put together.
public enum JacobianMode: Sendable, Hashable {
  /// Row by row, from one pullback for each element of the outputs.
  case rows
  /// Column by column, from one pushforward for each element of the inputs.
  case columns
}

extension Program {
  /// The way that takes fewer sweeps: columns when the chosen inputs have no more elements than the outputs.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when there is no such input.
  public func jacobianMode(by inputs: [Int]? = nil) throws -> JacobianMode {
    let chosen = try checked(inputs, operation: "jacobian")
    let columns = chosen.reduce(0) { $0 + inputShapes[$1].elementCount }
    let rows = outputShapes.reduce(0) { $0 + $1.elementCount }
    return columns <= rows ? .columns : .rows
  }

  /// The program of the Jacobian: for each output, and for it each chosen input, the partial derivatives in the shape
  /// of the output followed by the shape of the input.
  ///
  /// All sweeps are batched into one: it costs about as many times the program as there are rows or columns, and
  /// memory for all of them.
  ///
  /// - Parameters:
  ///   - inputs: The inputs to differentiate by; `nil` for all.
  ///   - mode: The way to go; `nil` for `jacobianMode(by:)`.
  /// - Throws: `DerivativeError` when there is no such input.
  public func jacobian(by inputs: [Int]? = nil, mode: JacobianMode? = nil) throws -> Program {
    let chosen = try checked(inputs, operation: "jacobian")
    let mode = try mode ?? jacobianMode(by: chosen)
    let seedShapes = mode == .rows ? outputShapes : chosen.map { inputShapes[$0] }
    let count = seedShapes.reduce(0) { $0 + $1.elementCount }
    let (tape, derivatives) = try sweeps(by: chosen, mode, seeds: Coloring(distinct: count))
    // A sweep's result has the derivatives by all seeds along its last axis.
    func block(_ result: Variable, _ seed: Int) -> Variable {
      let start = seedShapes[..<seed].reduce(0) { $0 + $1.elementCount }
      let own = result.shape.extents.dropLast()
      return slice(
        result, at: own.map { _ in 0 } + [start], Shape(own + [seedShapes[seed].elementCount]))
    }
    let blocks = outputShapes.indices.flatMap { output in
      chosen.indices.map { number in
        let shape = Shape(outputShapes[output].extents + inputShapes[chosen[number]].extents)
        switch mode {
        case .columns:
          return block(derivatives[output], number).reshaped(to: shape)
        case .rows:
          let rows = block(derivatives[number], output)
          return rows.transposed([rows.rank - 1] + Array(0..<rows.rank - 1)).reshaped(to: shape)
        }
      }
    }
    return try tape.close(returning: blocks)
  }

  /// The program of the second derivatives of the only output, which has one element: for each pair of chosen inputs,
  /// of the shape of the first followed by the shape of the second.
  ///
  /// Costs about as many times the gradient as the inputs have elements.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when the output is not a single number or there is no such input.
  public func hessian(by inputs: [Int]? = nil) throws -> Program {
    let chosen = try checked(inputs, operation: "hessian")
    return try gradient(by: chosen).jacobian(by: chosen, mode: .columns)
  }

  /// One pushforward or pullback for each color, batched: each along the sum of the unit vectors of the elements that
  /// have the color, where the elements of all chosen inputs, or of all outputs, are laid end to end.
  ///
  /// - Returns: A tape with the program's inputs, and on it the derivatives of each output, or by each chosen input, in
  ///   its shape followed by the colors.
  func sweeps(by chosen: [Int], _ mode: JacobianMode, seeds coloring: Coloring) throws -> (
    tape: Tape, derivatives: [Variable]
  ) {
    let sweep = try mode == .rows ? vjp(by: chosen) : jvp(by: chosen)
    let batched = try sweep.vmap(
      over: Array(inputShapes.count..<sweep.inputShapes.count), count: coloring.count)
    let tape = Tape()
    let variables = zip(inputShapes, inputNames).map { tape.input($0, named: $1) }
    let seedShapes = mode == .rows ? outputShapes : chosen.map { inputShapes[$0] }
    let seeds = coloring.seeds(seedShapes).map(tape.constant)
    return (tape, tape.record { Array(batched(variables + seeds).dropFirst(outputShapes.count)) })
  }
}

extension Coloring {
  /// The sums of unit vectors as tensors: one for each shape, with the colors along a last axis.
  fileprivate func seeds(_ shapes: [Shape]) -> [Tensor<Double>] {
    var rest = colors[...]
    return shapes.map { shape in
      var scalars = [Double](repeating: 0, count: shape.elementCount * count)
      for (element, color) in rest.prefix(shape.elementCount).enumerated() {
        scalars[element * count + Int(color)] = 1
      }
      rest = rest.dropFirst(shape.elementCount)
      return Tensor(unchecked: scalars, shape: Shape(shape.extents + [count]))
    }
  }
}
