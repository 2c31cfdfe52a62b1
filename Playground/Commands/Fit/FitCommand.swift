// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Fits a network or a formula to the columns of a CSV file.
struct FitCommand: Command {
  let name = "fit"
  let summary = "fit a network or a formula to a CSV file"
  let operand: String? = "DATA.csv"
  let discussion = """
    Fits a network or a formula to columns of a CSV file, and prints the parameters, how good the fit is
    and the first predictions. The file has a header; rows with missing values are left out.

      playground fit decay.csv --target y --formula 'b1*(1-exp(-b2*x))' --start 1,0.1
      playground fit rides.csv --target fare --model '3-25-1 tanh' --holdout 0.2 --report fit.html
      playground fit flowers.csv --target species --classes --model '4-8-3 tanh' --holdout 0.2

    Names in a formula are columns or parameters; --start gives the parameters' first values in the order
    of their first use, or by name. A network's inputs and targets are scaled to mean 0 and variance 1
    over the rows that train; errors are printed in the units of the file. Formulas are fitted as
    they are. Standard errors are printed for formulas fitted by lm or dogleg. With --classes a network
    has an output for each class, in alphabetical order, the loss is the cross entropy, and predictions
    name the likeliest class.

    With --checkpoint the state of the run is saved as it goes on. Ctrl-C finishes the step at hand, saves
    and ends with exit code 130; the same command with --resume goes on from there, or from where the
    process was killed, and ends with the same bits as a run that was never interrupted. Without --resume
    a checkpoint that is there is an error, so that none is lost.
    """
  let options = FitRequest.options

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let request = try FitRequest(arguments)
    let data = try FitData(request)
    let model = try FitModel(request, data)
    if data.droppedCount > 0 {
      let rows =
        data.droppedCount == 1
        ? "1 row with a missing value is" : "\(data.droppedCount) rows with missing values are"
      console.reportLine("playground: \(rows) left out")
    }
    let fit = try FitRun(request, data, model).run(
      showing: console.progress == .none ? .none : .standardError)
    if fit.trained.status == .stopped(by: .cancellation) {
      let epoch = fit.trained.history.last?.epoch ?? 0
      return .interrupted(
        "interrupted after epoch \(epoch); "
          + (request.checkpoint.map { "the run is saved in \($0): the same command with --resume goes on" }
            ?? "nothing is saved, as there is no --checkpoint"))
    }
    console.printLine(try arguments.contains(.json) ? "\(fit.json)" : fit.text)
    try fit.writePredictions()
    if let path = request.history {
      path.hasSuffix(".jsonl")
        ? try fit.trained.history.write(jsonLines: path) : try fit.trained.history.write(csv: path)
    }
    if let path = request.weights {
      path.hasSuffix(".npz")
        ? try model.model.write(fit.trained.parameters, npz: path)
        : try model.model.write(fit.trained.parameters, safetensors: path)
    }
    if let path = request.report { try fit.report().write(to: path) }
    if case .failed(let reason) = fit.trained.status { return .failed("the fit failed: \(reason)") }
    return .passed
  }
}
