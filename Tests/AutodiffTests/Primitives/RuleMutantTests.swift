// SPDX-License-Identifier: Apache-2.0
import Gradcheck
import Tensors
import TestSupport
import Testing

@testable import Autodiff

/// A primitive with a mistake in its pullback, and the right rest.
struct RuleMutant: Primitive {
  /// How a cotangent is spoiled.
  enum Mutation: String, CaseIterable {
    case factor, sign, zero, transposed, unsummed

    /// What gradcheck should say.
    var kinds: Set<Diagnosis.Kind> {
      switch self {
      case .factor: [.constantFactor]
      case .sign: [.wrongSign]
      case .zero: [.detached]
      case .transposed: [.transposed]
      case .unsummed: [.unsummedBroadcast]
      }
    }
  }

  let base: any Primitive
  let mutation: Mutation
  /// The operand whose cotangent is spoiled.
  let operand: Int

  var name: String { base.name }
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { try base.shape(of: operands) }
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    base.lowering(of: operands, to: result)
  }
  func decisions(at site: Application) -> [Variable] { base.decisions(at: site) }
  func batched(_ batch: Batch) -> Variable { base.batched(batch) }
  func notation(of operands: [String], in style: NotationStyle) -> String {
    base.notation(of: operands, in: style)
  }
  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    base.pushforward(of: dx, at: site)
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    for i in site.operands.indices {
      let isSpoiled = i == operand
      let seed = isSpoiled && mutation == .unsummed ? gy * mask(of: site) : gy
      guard let term = Self.term(i, of: base, seed, at: site) else { continue }
      cotangents.add(to: i) {
        guard isSpoiled else { return term }
        return switch mutation {
        case .factor: 1.01 * term
        case .sign: -term
        case .zero: nil
        case .transposed: term.transposed()
        case .unsummed: term
        }
      }
    }
  }

  /// What the base's pullback adds to one operand.
  private static func term(_ i: Int, of base: any Primitive, _ gy: Variable, at site: Application)
    -> Variable?
  {
    var own = Cotangents(
      at: site,
      sums: ContiguousArray(site.operands.indices.map { $0 == i ? Cotangents.Sum.zero : .unwanted }))
    base.pullback(of: gy, at: site, into: &own)
    return own.total(ofOperand: i)
  }

  /// 1 at the first of the places that the operand is repeated to.
  private func mask(of site: Application) -> Tensor<Double> {
    let axes = Self.repeatedAxes(site.operands[operand].shape, site.result.shape)
    let shape = site.result.shape
    var mask = Tensor<Double>.zeros(shape)
    mask.withMutableScalars { scalars in
      for place in scalars.indices where axes.allSatisfy({ place / shape.strides[$0] % shape[$0] == 0 }) {
        scalars[place] = 1
      }
    }
    return mask
  }

  static func repeatedAxes(_ operand: Shape, _ result: Shape) -> [Int] {
    guard operand != result, operand.broadcast(with: result) == result else { return [] }
    let added = result.rank - operand.rank
    return (0..<result.rank).filter { result[$0] > 1 && ($0 < added || operand[$0 - added] == 1) }
  }
}

/// Gradcheck against wrong rules of every primitive: each must fail, at the operation that is wrong, for the reason that
/// it is wrong.
@Suite struct RuleMutantTests {
  /// The first line of the row's primitive.
  private func target(_ row: Row, _ program: Program) -> (line: Int32, operation: Autodiff.Operation)? {
    program.list.nodes.indices.lazy.compactMap { line -> (Int32, Autodiff.Operation)? in
      guard case .operation(let operation) = program.list.nodes[line].source,
        type(of: operation.primitive) == row.primitive
      else { return nil }
      return (Int32(line), operation)
    }.first
  }

  /// The mutants of a row's primitive that differ from it.
  private func mutants(_ row: Row, _ program: Program, at point: [Tensor<Double>]) throws -> [(
    Int, RuleMutant
  )] {
    guard row.hasTrueSlope, let (line, operation) = target(row, program) else { return [] }
    let node = program.list.nodes[Int(line)]
    let result = program.list.shape(of: line)
    let depends = program.dependents(ofLines: program.inputLines)
    guard result.elementCount > 0 else { return [] }
    let values = program.returningAllLines.compiled(for: Double.self, simplifying: false)
    for (number, value) in point.enumerated() { try values.setInput(number, to: value) }
    values.run()
    let local = try Program(
      inputs: (0..<node.operandCount).map { program.list.shape(of: program.list.operand($0, of: node)) }
    ) {
      [operation($0)]
    }
    let operands = (0..<node.operandCount).map { values.output(Int(program.list.operand($0, of: node))) }
    let jacobians = try local.jacobian().run(operands)
    return (0..<node.operandCount).flatMap { operand -> [(Int, RuleMutant)] in
      let source = program.list.operand(operand, of: node)
      let shape = program.list.shape(of: source)
      let jacobian = jacobians[operand]
      guard depends[Int(source)], jacobian.scalars.contains(where: { $0.magnitude > 1e-3 }) else { return [] }
      return RuleMutant.Mutation.allCases.compactMap { mutation in
        switch mutation {
        case .transposed:
          // A matrix whose transpose has its shape, but which is not symmetric.
          guard shape.rank == 2, shape[0] == shape[1], shape[0] > 1 else { return nil }
          let n = shape[0]
          let count = n * n
          let isSymmetric = jacobian.scalars.indices.allSatisfy { place in
            let (row, i, j) = (place / count, place % count / n, place % n)
            return abs(jacobian.scalars[place] - jacobian.scalars[row * count + j * n + i]) < 1e-3
          }
          if isSymmetric { return nil }
        case .unsummed:
          guard operation.isElementwise, !RuleMutant.repeatedAxes(shape, result).isEmpty else { return nil }
        case .factor, .sign, .zero: break
        }
        return (operand, RuleMutant(base: operation.primitive, mutation: mutation, operand: operand))
      }
    }
  }

  /// Whether the report says why the operation is wrong.
  private func isReason(_ mutation: RuleMutant.Mutation, in report: GradcheckReport) -> Bool {
    let operands = report.badOperation?.operands ?? []
    if operands.contains(where: { $0.diagnosis.map { mutation.kinds.contains($0.kind) } ?? false }) {
      return true
    }
    // One or two entries make no pattern of a crooked factor; the entries themselves show it.
    guard mutation == .factor, let comparison = operands.first?.worst?.comparison,
      let analytic = comparison.analytic, let numeric = comparison.numeric
    else { return false }
    return operands[0].badCount <= 2 && abs(analytic / numeric - 1.01) < 1e-6
  }

  @Test("all mutants of all rules are killed, for the right reason") func all() throws {
    var counts: [RuleMutant.Mutation: (mutants: Int, kills: Int)] = [:]
    var primitives: Set<String> = []
    for row in Row.all {
      let program = try row.program()
      let point = row.point(seed: 1)
      guard let (target, _) = target(row, program) else { continue }
      for (operand, mutant) in try mutants(row, program, at: point) {
        primitives.insert("\(row.primitive)")
        counts[mutant.mutation, default: (0, 0)].mutants += 1
        let mutated = try program.rerecorded { line, operation, operands in
          line == Int(target) ? Operation(mutant)(operands) : operation(operands)
        }
        let report = try gradcheck(mutated, at: point, options: GradcheckOptions(maximumElements: 64))
        let isKilled =
          report.verdict == .failed && report.badOperation?.line == Int(target)
          && report.badOperation?.name == mutant.name && report.badOperation?.derivatives == "adjoint"
          && isReason(mutant.mutation, in: report)
        #expect(isKilled, "\(row.testDescription), operand \(operand), \(mutant.mutation)\n\(report)")
        if isKilled { counts[mutant.mutation]?.kills += 1 }
      }
    }
    for (mutation, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      print("mutation \(mutation): \(count.mutants) mutants, \(count.kills) killed")
    }
    let total = counts.values.reduce((0, 0)) { ($0.0 + $1.mutants, $0.1 + $1.kills) }
    print("rules of \(primitives.count) primitives: \(total.0) mutants, \(total.1) killed")
    #expect(total.0 > 200 && total.0 == total.1)
  }
}
