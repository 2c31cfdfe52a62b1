// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Programs to programs. Each transform goes on with the program's list on a tape of its own, sweeps over it and closes
// the tape again, so that transforms compose to any order.

extension Program {
  /// The tape on which this program has been recorded again, with its inputs and outputs.
  func replayed() -> (tape: Tape, inputs: [Variable], outputs: [Variable]) {
    let tape = Tape(replaying: self)
    return (tape, inputs.map(tape.storage.variable), outputs.map(tape.storage.variable))
  }

  /// The numbers of the inputs that derivatives are taken by: those given, or all.
  func checked(_ inputs: [Int]?, operation: String) throws(DerivativeError) -> [Int] {
    guard let inputs else { return Array(inputShapes.indices) }
    for input in inputs where !inputShapes.indices.contains(input) {
      throw DerivativeError(operation, "there is no input \(input); the program has \(inputShapes.count)")
    }
    guard Set(inputs).count == inputs.count else {
      throw DerivativeError(operation, "an input is listed twice in \(inputs)")
    }
    return inputs
  }

  func scalarOutput(operation: String) throws(DerivativeError) {
    guard outputShapes.count == 1, outputShapes[0].elementCount == 1 else {
      throw DerivativeError(
        operation,
        "the program has outputs of shapes \(outputShapes); one with a single element is needed. "
          + "Reduce it, for instance with sum, or ask for the jacobian")
    }
  }

  /// The program of the values and the pullback: from the inputs and a cotangent for each output to the outputs, and
  /// `Σ Jᵀ·cotangent` for each chosen input. Costs a small multiple of the program, however many inputs.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when there is no such input.
  public func vjp(by inputs: [Int]? = nil) throws -> Program {
    let chosen = try checked(inputs, operation: "vjp")
    let (tape, variables, outputs) = replayed()
    let cotangents = outputs.map { tape.input($0.shape) }
    let pulled = tape.reverse(zip(outputs, cotangents).map { ($0, $1) }, by: chosen.map { variables[$0] })
    return try tape.close(returning: outputs + pulled)
  }

  /// The program of the values and the pushforward: from the inputs and a tangent for each chosen input to the outputs,
  /// and `Σ J·tangent` for each output. Costs a small multiple of the program.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when there is no such input.
  public func jvp(by inputs: [Int]? = nil) throws -> Program {
    let chosen = try checked(inputs, operation: "jvp")
    let (tape, variables, outputs) = replayed()
    let tangents = chosen.map { tape.input(variables[$0].shape) }
    let pushed = tape.forward(zip(chosen, tangents).map { (variables[$0], $1) }, to: outputs)
    return try tape.close(returning: outputs + pushed)
  }

  /// The program of the gradient: for each chosen input the derivative of the only output, which has one element.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when the output is not a single number or there is no such input.
  public func gradient(by inputs: [Int]? = nil) throws -> Program {
    try gradient(by: inputs, withValue: false)
  }

  /// The program of the value, and then the gradient by each chosen input.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when the output is not a single number.
  public func valueWithGradient(by inputs: [Int]? = nil) throws -> Program {
    try gradient(by: inputs, withValue: true)
  }

  private func gradient(by inputs: [Int]?, withValue: Bool) throws -> Program {
    let chosen = try checked(inputs, operation: "gradient")
    try scalarOutput(operation: "gradient")
    let (tape, variables, outputs) = replayed()
    let seed = Variable(1).broadcast(to: outputs[0].shape, on: tape.storage)
    let gradients = tape.reverse([(outputs[0], seed)], by: chosen.map { variables[$0] })
    return try tape.close(returning: (withValue ? outputs : []) + gradients)
  }

  /// The program of a Hessian-vector product: from the inputs and a direction for each chosen input to `Σ H·direction`
  /// for each of them. The derivative of the gradient along a line: costs a small multiple of the gradient.
  ///
  /// Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6(1), 1994.
  ///
  /// - Throws: `DerivativeError` when the output is not a single number.
  public func hessianVectorProduct(by inputs: [Int]? = nil) throws -> Program {
    let chosen = try checked(inputs, operation: "hessianVectorProduct")
    let pushforward = try gradient(by: chosen).jvp(by: chosen)
    return Program(pushforward.list, outputs: Array(pushforward.outputs.suffix(chosen.count)))
  }
}
