/** Engines: what runs tensor graphs. */
export { DEVICES, type DeviceReport, type EngineOptions, listDevices, openEngine } from './devices.ts';
export {
  type DeviceName,
  DeviceUnavailable,
  type Engine,
  type EngineDescription,
  type Feed,
  GraphNotSupported,
  type Precision,
  type Results,
  type Session,
} from './engine.ts';
