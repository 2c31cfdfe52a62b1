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
    let sweep = try mode == .rows ? vjp(by: chosen) : jvp(by: chosen)
    let seedShapes = mode == .rows ? outputShapes : chosen.map { inputShapes[$0] }
    let count = seedShapes.reduce(0) { $0 + $1.elementCount }
    let batched = try sweep.vmap(over: Array(inputShapes.count..<sweep.inputShapes.count), count: count)

    let tape = Tape()
    let variables = zip(inputShapes, inputNames).map { tape.input($0, named: $1) }
    let seeds = Program.identitySeeds(seedShapes).map(tape.constant)
    let derivatives = tape.record { batched(variables + seeds) }.dropFirst(outputShapes.count)
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
          return block(derivatives[derivatives.startIndex + output], number).reshaped(to: shape)
        case .rows:
          let rows = block(derivatives[derivatives.startIndex + number], output)
          return rows.transposed([rows.rank - 1] + Array(0..<rows.rank - 1)).reshaped(to: shape)
        }
      }
    }
    return try tape.program(returning: blocks)
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

  /// The identity over the elements of all shapes together, as seeds: one tensor for each shape, with the place in the
  /// identity along a last axis.
  private static func identitySeeds(_ shapes: [Shape]) -> [Tensor<Double>] {
    let count = shapes.reduce(0) { $0 + $1.elementCount }
    var start = 0
    return shapes.map { shape in
      defer { start += shape.elementCount }
      var scalars = [Double](repeating: 0, count: shape.elementCount * count)
      for i in 0..<shape.elementCount { scalars[i * count + start + i] = 1 }
      return Tensor(unchecked: scalars, shape: Shape(shape.extents + [count]))
    }
  }
}
