// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What the runs on the two spirals show, in the forms in which the playground prints it.
struct SpiralsReport {
  let runs: [SpiralsRun]

  /// Every method with every kind of inputs, and its runs.
  private var cells: [(method: SpiralsRun.Method, inputs: TwoSpirals.Inputs, runs: [SpiralsRun])] {
    SpiralsRun.Method.allCases.flatMap { method in
      TwoSpirals.Inputs.allCases.map { inputs in
        (method, inputs, runs.filter { $0.method == method && $0.inputs == inputs })
      }
    }
  }

  /// The number of starts from which `method` separates the spirals, and of those that it was given.
  private func separated(_ method: SpiralsRun.Method, _ inputs: TwoSpirals.Inputs) -> (
    count: Int, starts: Int
  ) {
    let own = runs.filter { $0.method == method && $0.inputs == inputs }
    return (own.count(where: \.isSeparated), own.count)
  }
}

extension SpiralsReport {
  /// A row for each run.
  var table: TextTable {
    var table = TextTable(
      [
        ("method", .left), ("inputs", .left), ("seed", .right), ("training SSQ", .right),
        ("validation SSQ", .right), ("training errors", .right), ("validation errors", .right),
        ("iterations", .right), ("seconds", .right), ("status", .left),
      ], isRuled: true)
    for run in runs {
      table.append([
        run.method.rawValue, run.inputs.rawValue, String(run.seed), run.trainSSQ.fixed(4),
        run.validationSSQ.fixed(4), String(run.trainErrors), String(run.validationErrors),
        String(run.iterations), run.seconds.fixed(2), run.status,
      ])
    }
    return table
  }

  /// A row for each method and kind of inputs.
  var totals: TextTable {
    var table = TextTable(
      [
        ("method", .left), ("inputs", .left), ("starts", .right), ("separated", .right), ("solved", .right),
        ("ms/iteration", .right),
      ], isRuled: true)
    for (method, inputs, runs) in cells {
      let seconds = runs.reduce(0) { $0 + $1.seconds }
      let iterations = runs.reduce(0) { $0 + $1.iterations }
      table.append([
        method.rawValue, inputs.rawValue, String(runs.count), String(runs.count(where: \.isSeparated)),
        String(runs.count(where: \.isSolved)), (1000 * seconds / Double(iterations)).fixed(3),
      ])
    }
    return table
  }

  /// What the words of `totals` mean, and the floor of the sum of squares.
  static let note = """
    Separated: at most 1 training error; solved: SSQ at most 1.001, too. Both classes have a point at the origin, \
    and both points train: SSQ cannot fall below 1, and one training error remains. Adam's times include the \
    validation error of every epoch.
    """

  /// Two sentences: what these runs show, and what the published comparison hid.
  var summary: String {
    func share(_ method: SpiralsRun.Method, _ inputs: TwoSpirals.Inputs) -> String {
      let (count, starts) = separated(method, inputs)
      return "\(count) of \(starts)"
    }
    return """
      LM separates the spirals from \(share(.levenbergMarquardt, .raw)) starts on raw inputs and \
      \(share(.levenbergMarquardt, .scaled)) on scaled ones, Adam from \(share(.adam, .raw)) and \
      \(share(.adam, .scaled)), Adam stopped early from \(share(.adamStoppedEarly, .raw)) and \
      \(share(.adamStoppedEarly, .scaled)).
      The published text gave LM the raw inputs, but Adam inputs that were scaled and, by a slip, mirrored, and \
      it stopped Adam early; \(finding).
      """
  }

  /// What these two conditions have to do with the gap between the methods, as far as the runs tell.
  private var finding: String {
    let adam = separated(.adam, .raw).count
    let inputsHelp = adam > separated(.adam, .scaled).count
    let epochsHelp = adam > separated(.adamStoppedEarly, .raw).count
    let keepsUp = adam >= separated(.levenbergMarquardt, .raw).count
    let remedy: String
    switch (inputsHelp, epochsHelp) {
    case (true, true): remedy = "the raw inputs and the epochs that were cut off"
    case (true, false): remedy = "the raw inputs"
    case (false, true): remedy = "the epochs that were cut off"
    case (false, false):
      return "here neither the raw inputs nor more epochs help Adam, which separates them "
        + (keepsUp ? "as often as LM all the same" : "less often than LM")
    }
    guard keepsUp else { return "here \(remedy) help Adam, but it does not keep up with LM" }
    let remains = [
      separated(.levenbergMarquardt, .scaled).count >= separated(.levenbergMarquardt, .raw).count
        ? "LM does as well on the scaled inputs" : nil,
      solved(.levenbergMarquardt) > 0 && solved(.adam) == 0 ? "LM alone gets to the floor" : nil,
    ].compactMap(\.self)
    return
      "here Adam needs \(remedy), and then keeps up with LM, so that the gap is one of conditions, not of methods"
      + (remains.isEmpty ? "" : "; what remains is that " + remains.joined(separator: " and "))
  }

  /// The number of starts from which `method` solves the spirals on raw inputs.
  private func solved(_ method: SpiralsRun.Method) -> Int {
    runs.count { $0.method == method && $0.inputs == .raw && $0.isSolved }
  }

  /// Whether the runs show what the experiment claims: LM on raw inputs solves the spirals from most starts.
  var verdict: Verdict {
    let starts = separated(.levenbergMarquardt, .raw).starts
    let count = solved(.levenbergMarquardt)
    guard 2 * count > starts else {
      return .failed("LM solves the spirals from \(count) of \(starts) starts on raw inputs, not from most")
    }
    return .passed
  }

  /// The document that `--json` prints.
  var json: JSON {
    .object([
      "experiment": .string("spirals"),
      "runs": .array(
        runs.map { run in
          .object([
            "method": .string(run.method.rawValue),
            "inputs": .string(run.inputs.rawValue),
            "seed": .integer(Int(run.seed)),
            "trainSSQ": .number(run.trainSSQ),
            "validationSSQ": .number(run.validationSSQ),
            "trainErrors": .integer(run.trainErrors),
            "validationErrors": .integer(run.validationErrors),
            "iterations": .integer(run.iterations),
            "seconds": .number(run.seconds),
            "status": .string(run.status),
          ])
        }),
    ])
  }
}
