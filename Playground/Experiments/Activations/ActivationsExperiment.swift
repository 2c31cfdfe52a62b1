// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Activation functions, and what they do to gradients on their way through deep networks.
struct ActivationsExperiment: Experiment {
  let name = "activations"
  let title = "Activations, and gradients that vanish"
  let summary = "three activation functions, their derivatives, and gradients through deep stacks of them"
  let discussion = """
    Samples sigmoid, tanh and relu with their derivatives from the tape at 100 places in [-10, 10], and
    measures what a notebook only tells: the norm of the gradient layer by layer in networks of ten
    hidden layers, at the start for 20 seeds unless --starts says otherwise, and while they are trained.
    """
  let options: [Option] = [.starts]

  func run(_ settings: Settings, showing progress: RunProgress) throws -> ActivationsFindings {
    let functions = try ActivationFunction.Kind.allCases.map { try ActivationFunction($0, count: 100) }
    var random = Xoshiro256(seed: UInt64(settings.seed))
    let count = settings.size(200, quick: 50)
    let squares = Dataset.xor(count, using: &random)
    let data = try Dataset(
      inputs: squares.inputs, targets: squares.targets.map { 2 * $0 - 1 }.reshaped(to: [count, 1]))
    let depth = settings.size(10, quick: 6)
    let seeds = settings.seeds(settings.starts ?? settings.size(20, quick: 3))
    let stacks = try ActivationFunction.Kind.allCases.map { kind in
      progress.show("a stack of \(kind.rawValue)")
      let stack = try Stack(kind, depth: depth, data: data)
      return ActivationsFindings.StackNorms(
        kind: kind, norms: try seeds.map { try stack.norms(seed: $0) },
        training: try stack.training(
          seed: settings.seed, epochs: settings.size(1000, quick: 50), every: settings.size(20, quick: 10)))
    }
    return ActivationsFindings(functions: functions, depth: depth, stacks: stacks)
  }
}
