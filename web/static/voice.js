// Says words in a voice of this computer, or keeps the time they would take. Also rings.

const synth = window.speechSynthesis;

// A voice that lives on another machine would be sent the words, so only this computer's own are used.
function voiceFor(locale) {
  const own = synth ? synth.getVoices().filter((voice) => voice.localService) : [];
  const language = locale.slice(0, 2);
  return own.find((voice) => voice.lang.replace("_", "-") === locale) ?? own.find((voice) => voice.lang.startsWith(language));
}

export function onVoices(locale, tell) {
  const look = () => tell(Boolean(voiceFor(locale)));
  synth?.addEventListener?.("voiceschanged", look);
  look();
}

export function quiet(ms, signal) {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });
}

export async function say(words, lasts, { rate, locale, aloud, signal }) {
  const voice = aloud && voiceFor(locale);
  if (!voice || signal.aborted) return quiet(lasts, signal);
  const ended = new AbortController();
  const utterance = new SpeechSynthesisUtterance(words);
  Object.assign(utterance, { voice, lang: voice.lang, rate });
  utterance.onend = utterance.onerror = () => ended.abort();
  signal.addEventListener("abort", () => { synth.cancel(); ended.abort(); }, { once: true });
  synth.speak(utterance);
  // some browsers never tell the end: three times the reckoned time is taken for it
  await quiet(3 * lasts + 3000, ended.signal);
}

export function hush() {
  synth?.cancel();
}

// The British ringing tone: two bursts of 400 and 450 Hz every three seconds.
export function ringing(signal) {
  if (signal.aborted || !window.AudioContext) return;
  const audio = new AudioContext();
  const loud = new GainNode(audio, { gain: 0 });
  loud.connect(audio.destination);
  for (const frequency of [400, 450]) {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(loud);
    tone.start();
  }
  const end = audio.currentTime + 90;
  for (let at = audio.currentTime; at < end; at += 3) {
    for (const burst of [at, at + 0.6]) {
      loud.gain.setValueAtTime(0.04, burst);
      loud.gain.setValueAtTime(0, burst + 0.4);
    }
  }
  signal.addEventListener("abort", () => audio.close(), { once: true });
}
