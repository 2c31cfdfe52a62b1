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
    var kind: Diagnosis.Kind {
      switch self {
      case .factor: .constantFactor
      case .sign: .wrongSign
      case .zero: .detached
      case .transposed: .transposed
      case .unsummed: .unsummedBroadcast
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

  /// Whether a diagnosis is the reason why a mutant is wrong: its own, or that of a mutant whose rule states the same
  /// derivatives at this point.
  func isReason(_ kind: Diagnosis.Kind, for mutant: RuleMutant) throws -> Bool {
    if mutant.mutation.kind == kind { return true }
    let stated = try slopes(of: mutant)
    return try mutants(ofOperand: mutant.operand).contains {
      try $0.mutation.kind == kind && Self.areEqual(slopes(of: $0), stated)
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
  /// What happened to the mutants of some rows.
  private struct Tally {
    var mutants: [RuleMutant.Mutation: Int] = [:]
    var kills: [RuleMutant.Mutation: Int] = [:]
    /// Mutants that change nothing at their point.
    var equivalent: [RuleMutant.Mutation: Int] = [:]
    var primitives: Set<String> = []

    mutating func add(_ other: Tally) {
      mutants.merge(other.mutants, uniquingKeysWith: +)
      kills.merge(other.kills, uniquingKeysWith: +)
      equivalent.merge(other.equivalent, uniquingKeysWith: +)
      primitives.formUnion(other.primitives)
    }
  }

  /// Whether the report names the operation that is wrong, and says why.
  private func isKill(of mutant: RuleMutant, _ report: GradcheckReport, _ row: MutatedRow) throws -> Bool {
    guard report.verdict == .failed, let found = report.badOperation, found.line == row.target.line,
      found.name == mutant.name, found.derivatives == "adjoint", let operand = found.operands.first
    else { return false }
    if let kind = operand.diagnosis?.kind { return try row.isReason(kind, for: mutant) }
    // A single entry makes no pattern of a crooked factor; the entry itself shows it.
    guard mutant.mutation == .factor, found.operands.count == 1, operand.badCount == 1,
      let comparison = operand.worst?.comparison, let analytic = comparison.analytic,
      let numeric = comparison.numeric
    else { return false }
    return abs(analytic / numeric - 1.01) < 1e-6
  }

  private func tally(_ row: Row) throws -> Tally {
    var tally = Tally()
    guard let subject = try MutatedRow(row) else { return tally }
    for mutant in subject.operands.indices.flatMap(subject.mutants) {
      let mutated = try subject.program(with: mutant)
      if try subject.isEquivalent(mutated) {
        tally.equivalent[mutant.mutation, default: 0] += 1
        continue
      }
      tally.primitives.insert("\(row.primitive)")
      tally.mutants[mutant.mutation, default: 0] += 1
      let options = GradcheckOptions(directions: 1, maximumElements: 64)
      let report = try gradcheck(mutated, at: subject.point, options: options)
      let isKilled = try isKill(of: mutant, report, subject)
      #expect(isKilled, "\(row.testDescription), operand \(mutant.operand), \(mutant.mutation)\n\(report)")
      if isKilled { tally.kills[mutant.mutation, default: 0] += 1 }
    }
    return tally
  }

  @Test("all mutants of all rules are killed, for the right reason") func all() async throws {
    let all = try await withThrowingTaskGroup { group in
      for row in Row.all { group.addTask { try tally(row) } }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
    for mutation in RuleMutant.Mutation.allCases {
      print(
        "mutation \(mutation): \(all.mutants[mutation, default: 0]) mutants,",
        "\(all.kills[mutation, default: 0]) killed;",
        "\(all.equivalent[mutation, default: 0]) more change nothing at their point")
    }
    let (mutants, kills) = (all.mutants.values.reduce(0, +), all.kills.values.reduce(0, +))
    print("rules of \(all.primitives.count) primitives: \(mutants) mutants, \(kills) killed")
    #expect(mutants > 1700 && kills == mutants && all.primitives.count >= 70)
  }
}
