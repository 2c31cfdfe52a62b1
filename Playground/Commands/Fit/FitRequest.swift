// SPDX-License-Identifier: Apache-2.0

/// What `fit` is asked to do.
struct FitRequest {
  /// The ways to fit.
  enum Method: String, CaseIterable {
    case lm, dogleg, bfgs, lbfgs, adam, sgd

    /// Whether it goes by batches.
    var usesBatches: Bool { self == .adam || self == .sgd }
    /// Whether it minimises sums of squares alone.
    var needsSquares: Bool { self == .lm || self == .dogleg }
  }

  static let target = Option(
    "target", value: "COLUMN", "the column to predict; several are separated by commas")
  static let inputs = Option(
    "inputs", value: "A,B", "the columns to predict it from (all others that hold numbers)")
  static let classes = Option(
    "classes", "the target holds classes: words, or numbers that stand for them")
  static let model = Option(
    "model", value: "NET", "a network: units of each layer and activation ('3-10-1 tanh')")
  static let formula = Option("formula", value: "F", "a formula of columns and parameters")
  static let start = Option(
    "start", value: "VALUES", "first values of the formula's parameters: 1,0.1 or a=1,b=0.1")
  static let method = Option(
    "method", value: "M", "lm, dogleg, bfgs, lbfgs, adam or sgd (lm; bfgs for classes)")
  static let epochs = Option(
    "epochs", value: "N", "epochs of adam and sgd (200), iterations of the others (1500)")
  static let batch = Option("batch", value: "N", "rows of a batch of adam and sgd (32)")
  static let rate = Option("rate", value: "R", "learning rate of adam and sgd (0.01)")
  static let holdout = Option("holdout", value: "SHARE", "share of rows that validate, drawn at random (0)")
  static let patience = Option("patience", value: "N", "stop after N epochs without a lower validation loss")
  static let seed = Option("seed", value: "N", "seed of start, split and order (1)")
  static let delimiter = Option("delimiter", value: "C", "what separates cells (,)")
  static let checkpoint = Option("checkpoint", value: "FILE", "save the state of the run in FILE")
  static let every = Option("every", value: "N", "save it every N updates (once an epoch)")
  static let resume = Option("resume", "go on from the checkpoint; from the start when there is none")
  static let predict = Option("predict", value: "FILE", "predict for the rows of another CSV file")
  static let output = Option(
    "output", value: "FILE", "write the predictions as CSV (for DATA.csv without --predict)")
  static let history = Option("history", value: "FILE", "write a line for each epoch, as CSV or .jsonl")
  static let weights = Option("weights", value: "FILE", "write the parameters, as .safetensors or .npz")
  static let report = Option("report", value: "FILE", "write a page with plots of fit, residuals and history")

  static let options = [
    target, inputs, classes, model, formula, start, method, epochs, batch, rate, holdout, patience, seed,
    delimiter, checkpoint, every, resume, predict, output, history, weights, report,
  ]

  let path: String
  let targets: [String]
  let inputs: [String]?
  let predictsClasses: Bool
  let model: String?
  let formula: String?
  let start: String?
  /// The method that was named.
  let method: Method?
  let epochs: Int?
  let batch: Int
  let rate: Double
  let holdout: Double
  let patience: Int?
  let seed: UInt64
  let delimiter: Character
  let checkpoint: String?
  let every: Int?
  let resumes: Bool
  let predict: String?
  let output: String?
  let history: String?
  let weights: String?
  let report: String?

  init(_ arguments: Arguments) throws(UsageError) {
    try arguments.allowOperands(1)
    guard let path = arguments.operands.first else { throw UsageError("fit needs a CSV file: fit DATA.csv") }
    self.path = path
    guard let target = try arguments.text(Self.target) else {
      throw UsageError("fit needs --target COLUMN, the column to predict")
    }
    targets = try Self.list(target, of: Self.target)
    inputs = try arguments.text(Self.inputs).map { text throws(UsageError) in
      try Self.list(text, of: Self.inputs)
    }
    predictsClasses = arguments.contains(Self.classes)
    (model, formula) = (try arguments.text(Self.model), try arguments.text(Self.formula))
    start = try arguments.text(Self.start)
    guard (model == nil) != (formula == nil) else {
      throw UsageError("fit needs either --model or --formula, for instance --model '1-10-1 tanh'")
    }
    guard formula == nil || targets.count == 1 else { throw UsageError("a formula predicts one --target") }
    guard formula == nil || !predictsClasses else { throw UsageError("--classes is for --model") }
    guard targets.count == 1 || !predictsClasses else { throw UsageError("--classes takes one --target") }
    guard start == nil || formula != nil else { throw UsageError("--start is for --formula") }
    method = try arguments.text(Self.method).map { name throws(UsageError) in
      guard let method = Method(rawValue: name) else {
        throw UsageError(unknown: "method", name, known: Method.allCases.map(\.rawValue))
      }
      return method
    }
    epochs = try arguments.integer(Self.epochs, in: 0...1_000_000_000)
    batch = try arguments.integer(Self.batch, in: 1...1_000_000_000) ?? 32
    rate = try arguments.number(Self.rate, in: 0...1e6) ?? 0.01
    holdout = try arguments.number(Self.holdout, in: 0...0.9) ?? 0
    patience = try arguments.integer(Self.patience, in: 1...1_000_000_000)
    seed = UInt64(try arguments.integer(Self.seed, in: 0...Int.max) ?? 1)
    let delimiter = try arguments.text(Self.delimiter) ?? ","
    guard let character = delimiter == "\\t" ? "\t" : delimiter.first,
      delimiter == "\\t" || delimiter.count == 1
    else { throw UsageError("--delimiter takes one character, or \\t, not '\(delimiter)'") }
    self.delimiter = character
    checkpoint = try arguments.text(Self.checkpoint)
    every = try arguments.integer(Self.every, in: 1...1_000_000_000)
    resumes = arguments.contains(Self.resume)
    predict = try arguments.text(Self.predict)
    output = try arguments.text(Self.output)
    history = try arguments.text(Self.history)
    weights = try arguments.text(Self.weights)
    report = try arguments.text(Self.report)
    try check()
    if method?.usesBatches != true, arguments.contains(Self.rate) || arguments.contains(Self.batch) {
      throw UsageError("--rate and --batch are for --method adam and sgd")
    }
  }

  private func check() throws(UsageError) {
    if patience != nil, holdout == 0 { throw UsageError("--patience needs --holdout, rows to validate with") }
    if checkpoint == nil, resumes || every != nil {
      throw UsageError("\(resumes ? "--resume" : "--every") needs --checkpoint FILE")
    }
    if predict != nil, output == nil { throw UsageError("--predict needs --output FILE for the predictions") }
    if rate == 0 { throw UsageError("--rate takes a positive number") }
  }

  private static func list(_ text: String, of option: Option) throws(UsageError) -> [String] {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard !names.contains("") else {
      throw UsageError("--\(option.name) takes names of columns, not '\(text)'")
    }
    return names
  }
}
