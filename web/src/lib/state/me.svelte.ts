// Who is signed in on this page. Kept for the page's life; a sign-in that ended elsewhere empties it.
import { editMe, type Me, readMe, signOut } from '@enlace/shared/api/sign-in';
import { ok, type Result } from '@enlace/shared/result';
import { call } from '#lib/api/call.ts';
import { type Language, preferences } from './preferences.svelte.ts';

class MeState {
  current: Me | null = $state.raw(null);

  /** The account, asked once. */
  async load(): Promise<Result<Me>> {
    if (this.current !== null) return ok(this.current);
    const result = await call(readMe);
    if (result.ok) this.set(result.value);
    return result;
  }

  /** Takes the account's language where none was chosen on this device. */
  set(me: Me): void {
    this.current = me;
    if (!preferences.isLanguageChosen) preferences.language = me.account.language;
  }

  clear(): void {
    this.current = null;
  }

  /** Changes the texts at once; the account follows when the hub can be reached. */
  async chooseLanguage(language: Language): Promise<void> {
    preferences.chooseLanguage(language);
    if (this.current === null) return;
    await this.edit({ language });
  }

  async edit(change: { readonly language?: Language; readonly timeZone?: string }): Promise<Result<Me>> {
    const fresh = await call(readMe);
    if (!fresh.ok) return fresh;
    const result = await call(editMe, { input: { version: fresh.value.account.version, ...change } });
    if (result.ok) this.current = result.value;
    return result;
  }

  /** Ends the sign-in on the hub. What is kept on this device is wiped by the caller, who has warned of anything unsent. */
  async signOut(): Promise<Result<undefined>> {
    const result = await call(signOut);
    if (result.ok || result.refusal.code === 'signed_out') {
      preferences.forgetPerson();
      this.clear();
      return ok(undefined);
    }
    return result;
  }
}

export const me = new MeState();
