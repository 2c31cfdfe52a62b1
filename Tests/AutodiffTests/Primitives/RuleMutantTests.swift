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

/// A row's program at a point, and the operation in it whose rule is spoiled.
private struct MutatedRow {
  let program: Program
  let point: [Tensor<Double>]
  let target: RecordedOperation
  /// What the target is applied to at the point.
  let operands: [Tensor<Double>]
  let result: Shape
  /// The derivatives of the program.
  let slopes: [Double]

  /// - Returns: `nil` when the row's primitive has no derivatives, or none that are those of its value.
  init?(_ row: Row) throws {
    program = try row.program()
    point = row.point(seed: 1)
    let aside = program.linesAside
    guard row.hasTrueSlope,
      let target = program.operations.first(where: {
        type(of: $0.operation.primitive) == row.primitive && !aside.contains($0.line)
      })
    else { return nil }
    self.target = target
    let values = try program.returningAllLines.run(point)
    operands = target.operands.map { values[$0] }
    result = values[target.line].shape
    slopes = try Self.rows(of: program, at: point)
  }

  /// The mistakes that can be made in the rule for an operand.
  func mutants(ofOperand operand: Int) -> [RuleMutant] {
    let shape = operands[operand].shape
    return RuleMutant.Mutation.allCases.filter { mutation in
      switch mutation {
      case .factor, .sign, .zero: true
      case .transposed: shape.rank == 2 && shape[0] == shape[1]
      case .unsummed:
        target.operation.isElementwise && !RuleMutant.repeatedAxes(shape, result).isEmpty
      }
    }.map { RuleMutant(base: target.operation.primitive, mutation: $0, operand: operand) }
  }

  /// The program with a mutant in the place of the target.
  func program(with mutant: RuleMutant) throws -> Program {
    try program.rerecorded { line, operation, operands in
      line == target.line ? Operation(mutant)(operands) : operation(operands)
    }
  }

  /// Whether the derivatives of the program are the same with a mutant, at this point.
  func isEquivalent(_ mutated: Program) throws -> Bool {
    try Self.areEqual(Self.rows(of: mutated, at: point), slopes)
  }

  /// The reasons that explain a mutant: its own, and those of the mutants whose rule states the same derivatives at this
  /// point.
  func kinds(of mutant: RuleMutant) throws -> Set<Diagnosis.Kind> {
    let stated = try slopes(of: mutant)
    return try mutants(ofOperand: mutant.operand).reduce(into: mutant.mutation.kinds) { kinds, other in
      if try Self.areEqual(slopes(of: other), stated) { kinds.formUnion(other.mutation.kinds) }
    }
  }

  /// What a mutant states for the derivatives by its operand.
  private func slopes(of mutant: RuleMutant) throws -> [Double] {
    let local = try Program(inputs: operands.map(\.shape)) { [Operation(mutant)($0)] }
    return try Self.rows(of: local, at: operands, by: [mutant.operand])
  }

  private static func rows(
    of program: Program, at point: [Tensor<Double>], by inputs: [Int]? = nil
  ) throws -> [Double] {
    try program.jacobian(by: inputs, mode: .rows).run(point).flatMap(\.scalars)
  }

  private static func areEqual(_ a: [Double], _ b: [Double]) -> Bool {
    let scale = (a + b).reduce(0) { max($0, $1.magnitude) }
    return zip(a, b).allSatisfy { abs($0 - $1) <= 1e-6 * scale }
  }
}

/// Gradcheck against wrong rules of every primitive: each must fail, at the operation that is wrong, for the reason that
/// it is wrong.
@Suite struct RuleMutantTests {
  private struct Count {
    var mutants = 0
    var kills = 0
    var equivalent = 0
  }

  /// Whether the report says why the operation is wrong.
  private func isReason(_ mutant: RuleMutant, in report: GradcheckReport, _ row: MutatedRow) throws -> Bool {
    let operands = report.badOperation?.operands ?? []
    if let kind = operands.first?.diagnosis?.kind { return try row.kinds(of: mutant).contains(kind) }
    // A single entry makes no pattern of a crooked factor; the entry itself shows it.
    guard mutant.mutation == .factor, operands.count == 1, operands[0].badCount == 1,
      let comparison = operands[0].worst?.comparison, let analytic = comparison.analytic,
      let numeric = comparison.numeric
    else { return false }
    return abs(analytic / numeric - 1.01) < 1e-6
  }

  @Test("all mutants of all rules are killed, for the right reason") func all() throws {
    var counts: [RuleMutant.Mutation: Count] = [:]
    var primitives: Set<String> = []
    for row in Row.all {
      guard let subject = try MutatedRow(row) else { continue }
      for mutant in subject.operands.indices.flatMap(subject.mutants) {
        let mutated = try subject.program(with: mutant)
        if try subject.isEquivalent(mutated) {
          counts[mutant.mutation, default: Count()].equivalent += 1
          continue
        }
        primitives.insert("\(row.primitive)")
        counts[mutant.mutation, default: Count()].mutants += 1
        let report = try gradcheck(
          mutated, at: subject.point, options: GradcheckOptions(directions: 1, maximumElements: 64))
        let isKilled =
          try report.verdict == .failed && report.badOperation?.line == subject.target.line
          && report.badOperation?.name == mutant.name && report.badOperation?.derivatives == "adjoint"
          && isReason(mutant, in: report, subject)
        #expect(isKilled, "\(row.testDescription), operand \(mutant.operand), \(mutant.mutation)\n\(report)")
        if isKilled { counts[mutant.mutation]?.kills += 1 }
      }
    }
    for (mutation, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      print(
        "mutation \(mutation): \(count.mutants) mutants, \(count.kills) killed,",
        "and \(count.equivalent) that change nothing at their point")
    }
    let mutants = counts.values.reduce(0) { $0 + $1.mutants }
    let kills = counts.values.reduce(0) { $0 + $1.kills }
    print("rules of \(primitives.count) primitives: \(mutants) mutants, \(kills) killed")
    #expect(mutants > 1700 && kills == mutants && primitives.count >= 70)
  }
}
