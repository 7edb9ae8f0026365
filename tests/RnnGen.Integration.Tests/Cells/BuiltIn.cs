namespace RnnGen.Integration.Tests.Cells.BuiltIn;

[Rnn(4, 17, Precision = Precision.Double)]
public sealed partial class RnnTanhCell;

[Rnn(20, 3, Nonlinearity = RnnNonlinearity.Relu, Precision = Precision.Double)]
public sealed partial class RnnReluCell;

[Rnn(3, 5, Bias = false, Precision = Precision.Double)]
public sealed partial class RnnWithoutBiasCell;

[Lstm(3, 20, Precision = Precision.Double)]
public sealed partial class LstmCell;

[Lstm(17, 2, Bias = false, Precision = Precision.Double)]
public sealed partial class LstmWithoutBiasCell;

[Lstm(1, 1, Precision = Precision.Double)]
public sealed partial class LstmOfOneCell;

[Gru(5, 33, Precision = Precision.Double)]
public sealed partial class GruCell;

[Gru(18, 4, Blend = GruBlend.TakeCandidate, Precision = Precision.Double)]
public sealed partial class GruTakeCandidateCell;

[Gru(4, 17, Reset = GruReset.BeforeProduct, Precision = Precision.Double)]
public sealed partial class GruResetBeforeCell;

[Gru(3, 16, Reset = GruReset.BeforeProduct, Blend = GruBlend.TakeCandidate, Precision = Precision.Double)]
public sealed partial class GruResetBeforeTakeCandidateCell;

[Gru(2, 7, Bias = false, Precision = Precision.Double)]
public sealed partial class GruWithoutBiasCell;

[Lstm(3, 17, Peepholes = true, Precision = Precision.Double)]
public sealed partial class LstmPeepholesCell;

[Lstm(4, 5, CoupledGates = true, Precision = Precision.Double)]
public sealed partial class LstmCoupledCell;

[Lstm(2, 18, CoupledGates = true, Peepholes = true, Bias = false, Precision = Precision.Double)]
public sealed partial class LstmCoupledPeepholesCell;

[Lstm(5, 17, Projection = 4, Precision = Precision.Double)]
public sealed partial class LstmProjectionCell;

[Lstm(2, 6, Projection = 18, Peepholes = true, Bias = false, Precision = Precision.Double)]
public sealed partial class LstmProjectionPeepholesCell;

[Lstm(3, 6, StateClip = 0.4, ActivationClip = 0.9, Precision = Precision.Double)]
public sealed partial class LstmClippedCell;

[Gru(3, 5, StateClip = 0.3, ActivationClip = 0.5, Precision = Precision.Double)]
public sealed partial class GruClippedCell;

[Mgu(3, 17, Precision = Precision.Double)]
public sealed partial class MguCell;

[Mgu(20, 3, Bias = false, Precision = Precision.Double)]
public sealed partial class MguWithoutBiasCell;

[MinGru(3, 18, Precision = Precision.Double)]
public sealed partial class MinGruCell;

[MinGru(4, 5, Positive = true, Precision = Precision.Double)]
public sealed partial class MinGruPositiveCell;

[MinLstm(3, 17, Precision = Precision.Double)]
public sealed partial class MinLstmCell;

[MinLstm(2, 5, Positive = true, Precision = Precision.Double)]
public sealed partial class MinLstmPositiveCell;

[IndRnn(3, 19, Precision = Precision.Double)]
public sealed partial class IndRnnCell;

[IndRnn(17, 4, Nonlinearity = RnnNonlinearity.Tanh, Precision = Precision.Double)]
public sealed partial class IndRnnTanhCell;

[Sru(17, 17, Precision = Precision.Double)]
public sealed partial class SruCell;

[Sru(4, 4, Alpha = 1.5, Bias = false, Precision = Precision.Double)]
public sealed partial class SruAlphaCell;

[Qrnn(5, 17, Precision = Precision.Double)]
public sealed partial class QrnnCell;

[Qrnn(4, 6, Window = 1, Precision = Precision.Double)]
public sealed partial class QrnnOfOneCell;

[Ugrnn(3, 18, Precision = Precision.Double)]
public sealed partial class UgrnnCell;

[Janet(4, 17, Precision = Precision.Double)]
public sealed partial class JanetCell;

[Rhn(3, 5, Precision = Precision.Double)]
public sealed partial class RhnCell;

[Rhn(4, 17, Depth = 1, Precision = Precision.Double)]
public sealed partial class RhnOfOneCell;

[Rhn(2, 3, Depth = 5, Bias = false, Precision = Precision.Double)]
public sealed partial class RhnOfFiveCell;

[AntisymmetricRnn(3, 17, Precision = Precision.Double)]
public sealed partial class AntisymmetricRnnCell;

[AntisymmetricRnn(4, 5, Gated = true, Epsilon = 0.3, Gamma = 0.2, Precision = Precision.Double)]
public sealed partial class AntisymmetricRnnGatedCell;

[DiagonalSsm(3, 17, Precision = Precision.Double)]
public sealed partial class DiagonalSsmCell;

[DiagonalSsm(3, 6, Output = 18, Precision = Precision.Double)]
public sealed partial class DiagonalSsmOutputCell;

[DiagonalSsm(2, 5, Discretization = SsmDiscretization.ZeroOrderHold, Output = 3, Precision = Precision.Double)]
public sealed partial class DiagonalSsmZeroOrderHoldCell;

[SLstm(4, 6, Heads = 3, Precision = Precision.Double)]
public sealed partial class SLstmOfHeadsCell;

[Lstm(3, 5, LearnedInitialState = true, Precision = Precision.Double)]
public sealed partial class LearnedLstmCell;

[MLstm(3, 4, LearnedInitialState = true, Precision = Precision.Double)]
public sealed partial class LearnedMLstmCell;

[Lru(3, 40, MinMagnitude = 0.5, MaxMagnitude = 0.75, MaxAngle = 1, Precision = Precision.Double)]
public sealed partial class LruRingCell;

[Lru(3, 17, Precision = Precision.Double)]
public sealed partial class LruCell;

[Lru(4, 5, Output = 2, Precision = Precision.Double)]
public sealed partial class LruOutputCell;

[SLstm(3, 17, Precision = Precision.Double)]
public sealed partial class SLstmCell;

[SLstm(4, 5, ForgetGate = SLstmForget.Exponential, Precision = Precision.Double)]
public sealed partial class SLstmExponentialCell;

[Lstm(3, 17, ZoneoutHidden = 0.3, ZoneoutCell = 0.5, Precision = Precision.Double)]
public sealed partial class LstmZoneoutCell;

[Lstm(3, 17, LayerNorm = LstmNormalization.PerGate, Precision = Precision.Double)]
public sealed partial class LstmLayerNormCell;

[Lstm(4, 5, LayerNorm = LstmNormalization.Joint, Precision = Precision.Double)]
public sealed partial class LstmLayerNormJointCell;

[Clockwork(3, 6, Periods = new[] { 1, 2, 4 }, Precision = Precision.Double)]
public sealed partial class ClockworkCell;

[Clockwork(3, 32, Periods = new[] { 1, 3 }, Bias = false, Precision = Precision.Double)]
public sealed partial class ClockworkOfEqualModulesCell;

[MLstm(3, 5, Precision = Precision.Double)]
public sealed partial class MLstmCell;

[MLstm(3, 6, Heads = 2, Precision = Precision.Double)]
public sealed partial class MLstmOfHeadsCell;

[MLstm(3, 3, Precision = Precision.Double)]
public sealed partial class MLstmOfOneHeadCell;

[MLstm(2, 18, Heads = 3, Bias = false, Precision = Precision.Double)]
public sealed partial class MLstmOfHeadsWithoutBiasCell;

[MLstm(2, 10, Heads = 10, LearnedInitialState = true, Precision = Precision.Double)]
public sealed partial class LearnedMLstmOfTenHeadsCell;

[Cfc(3, 17, Backbone = 5, Precision = Precision.Double)]
public sealed partial class CfcCell;
